// What a room system sees of its meeting: the newest shared screen, the speaker, and the others; never itself.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { tidyName } from '@distansmote/shared/names.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Person } from '../meetings/person.ts';
import { roleWords } from '../meetings/roleWords.ts';
import type { OwnState, Scene, ScenePerson, SceneSource, SharedScreen } from '../picture/scene.ts';

export interface MeetingView {
  /** In order of joining. */
  persons: readonly Person[];
  /** The speaker first, then those who spoke before. */
  speakerOrder: readonly ParticipantId[];
  /** Go before the speaker. */
  spotlightIds: readonly ParticipantId[];
  /** In the order in which they were shared. */
  screens: readonly SentTrack[];
  /** Undefined while it cannot be shown. */
  sourceOf(track: SentTrack): SceneSource | undefined;
}

/** As many as a layout has tiles. */
const MAX_SHOWN = 6;
/** Interpreters who keep a tile, however many speak: anybody may say that they interpret. */
const MAX_KEPT = 2;

/**
 * @param selfId the room's own person
 * @param takesSlides whether the room sees a shared screen in a picture of its own
 */
export function roomScene(selfId: ParticipantId, view: MeetingView, takesSlides = false): Scene {
  const others = view.persons.filter(({ id }) => id !== selfId);
  const order = orderOf(view).filter((id) => id !== selfId);
  const self = view.persons.find(({ id }) => id === selfId);
  const screen = newestScreen(selfId, view);
  return {
    ...(self !== undefined && { own: ownStateOf(self) }),
    ...(takesSlides ? { screen: undefined, slides: screen } : { screen }),
    people: shownFirst(others, order).map((person) => describe(person, order[0], view)),
  };
}

const orderOf = ({ speakerOrder, spotlightIds }: MeetingView): readonly ParticipantId[] => [
  ...new Set([...spotlightIds, ...speakerOrder]),
];

function ownStateOf({ microphone, handRaisedAt }: Person): OwnState {
  return { isMuted: microphone.isMuted, isHandRaised: handRaisedAt !== null };
}

function newestScreen(selfId: ParticipantId, view: MeetingView): SharedScreen | undefined {
  for (const track of view.screens.toReversed()) {
    if (track.participantId === selfId || track.closed || track.isPaused) continue;
    const source = view.sourceOf(track);
    const person = view.persons.find(({ id }) => id === track.participantId);
    if (source !== undefined && person !== undefined)
      return { source, sharedBy: person.displayName };
  }
  return undefined;
}

/**
 * Those who get a tile, in order of joining, so that tiles stay where they are; then the rest. Interpreters and those who sign, with a
 * camera, have priority, then whoever spoke last, then whoever has a camera.
 */
function shownFirst(others: readonly Person[], order: readonly ParticipantId[]): Person[] {
  if (others.length <= MAX_SHOWN) return [...others];
  const interpreters = others.filter(
    (one) => (one.role !== undefined || one.isSigning) && cameraOf(one) !== undefined,
  );
  const kept = new Set(givenFirst(interpreters).slice(0, MAX_KEPT));
  const rankOf = (person: Person) => {
    if (kept.has(person)) return -1;
    const spoken = order.indexOf(person.id);
    if (spoken >= 0) return spoken;
    return order.length + (cameraOf(person) === undefined ? 1 : 0);
  };
  const shown = new Set(
    others.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, MAX_SHOWN),
  );
  return [...others.filter((one) => shown.has(one)), ...others.filter((one) => !shown.has(one))];
}

const givenFirst = (persons: readonly Person[]) =>
  persons.toSorted((one, other) => Number(other.hasGivenRole) - Number(one.hasGivenRole));

function describe(
  person: Person,
  speakerId: ParticipantId | undefined,
  view: MeetingView,
): ScenePerson {
  return {
    name: person.displayName,
    profession: underNameOf(person),
    isMuted: person.microphoneTrack === undefined || person.microphoneTrack.isPaused,
    isSpeaking: person.id === speakerId,
    showing: showingOf(person, view),
  };
}

/** What they do for the others, and their profession; as long as a name may be. */
function underNameOf({ role, profession }: Person): string | undefined {
  const words = [role && roleWords(role, 'sv'), profession].filter(Boolean).join(', ');
  return words === '' ? undefined : tidyName(words);
}

function showingOf(person: Person, view: MeetingView): ScenePerson['showing'] {
  if (person.kind === 'phone') return { type: 'phone' };
  const camera = cameraOf(person);
  const source = camera && view.sourceOf(camera);
  return source === undefined ? { type: 'noCamera' } : { type: 'camera', source };
}

/** Undefined while it is off. */
function cameraOf(person: Person): SentTrack | undefined {
  return person.sentTracks.find(({ source, isPaused }) => source === 'camera' && !isPaused);
}
