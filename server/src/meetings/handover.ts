// Takes together what a meeting hands over to another server, and gives it to a meeting that opens there.
import type { Captions } from './captions.ts';
import type { Chat } from './chat.ts';
import type { DialInPins } from './dialInPins.ts';
import { fitted } from './door.ts';
import type { LiveText } from './liveText.ts';
import type { Lobby } from './lobby.ts';
import type { Memory } from './memory.ts';
import {
  MAX_STATE_BYTES,
  type MeetingState,
  type PersonState,
  type RungState,
} from './meetingState.ts';
import type { MeetingStats } from './meetingStats.ts';
import type { Naming } from './naming.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import type { Spotlight } from './spotlight.ts';

/** Who is rung is rung from outside: `ringing/` knows. */
export interface MovingRings {
  readonly state: RungState[];
  restore(state: RungState[]): void;
}

/** The parts of a meeting that have something to hand over. */
export interface MovingParts {
  roster: Roster;
  memory: Memory;
  lobby: Lobby;
  naming: Naming;
  spotlight: Spotlight;
  chat: Chat;
  liveText: LiveText;
  captions: Captions;
  rings: MovingRings;
  dialInPins: DialInPins;
  stats: MeetingStats;
}

export function stateOf(parts: MovingParts): MeetingState {
  const { roster, memory, lobby, naming, spotlight, chat, liveText, captions, dialInPins, stats } =
    parts;
  const { door, standings, returning, departed } = memory;
  const present = [...roster.persons.values()].map(personStateOf);
  return withinLimit({
    isPreliminary: false,
    ...fitted({ ...door.state, known: [] }),
    known: standings.state.known,
    letIn: standings.letInIds,
    // Also those who have not come back since it last moved.
    persons: [...present, ...returning.all],
    waiting: [...lobby.ids, ...returning.waiting],
    departedMuted: departed.ids,
    departedRoles: memory.departedRoles.state,
    convenerNames: naming.convenerNames,
    spotlightId: spotlight.personIds[0] ?? null,
    spotlightIds: [...spotlight.personIds],
    captionsStartedBy: captions.startedBy,
    ...chat.state,
    liveText: liveText.state,
    rung: parts.rings.state,
    pins: dialInPins.state,
    denials: lobby.denials.state,
    ...stats.state,
  });
}

/** Before anybody enters; again when a later state comes, of which nothing of the one before is left. */
export function restore(parts: MovingParts, state: MeetingState): void {
  parts.memory.returning.replace(state);
  parts.memory.standings.restore(state);
  parts.memory.door.restore(state.isLocked);
  parts.memory.departed.restore(state.departedMuted);
  parts.memory.departedRoles.restore(state.departedRoles);
  parts.lobby.denials.restore(state.denials);
  parts.naming.restore(state.persons, state.convenerNames);
  const { spotlightId, spotlightIds } = state;
  // A server of before shows one.
  parts.spotlight.set(spotlightIds.length > 0 || !spotlightId ? spotlightIds : [spotlightId]);
  parts.captions.restore(state.captionsStartedBy);
  parts.chat.restore(state);
  parts.liveText.restore(state.liveText);
  parts.rings.restore(state.rung);
  parts.dialInPins.restore(state.pins);
  parts.stats.restore(state);
}

/** Who has not come back in time has left. */
export function letGo(parts: MovingParts, missing: PersonState[]) {
  const { roster, memory, naming, spotlight, liveText } = parts;
  for (const { id, isMuted, givenRole } of missing) {
    memory.departed.left(id, isMuted);
    memory.departedRoles.left(id, givenRole);
    naming.forget(id);
    liveText.forget(id);
  }
  if (missing.length > 0) roster.tellEverybody({ type: 'notBack' });
  spotlight.retainPresent();
}

function personStateOf(person: Person): PersonState {
  const { id, name, displayName, isConvener, handRaisedAt, microphone, signs, givenRole } = person;
  const { isMuted, unheardMuteBy } = microphone;
  return {
    id,
    name,
    displayName,
    isConvener,
    handRaisedAt,
    isMuted,
    isLinked: person.linkedLeg !== undefined,
    ...(unheardMuteBy !== undefined && { unheardMuteBy }),
    ...(signs !== undefined && { signs }),
    ...(givenRole !== undefined && { givenRole }),
  };
}

/** Without the oldest messages that do not fit. */
function withinLimit(state: MeetingState): MeetingState {
  let left = MAX_STATE_BYTES - bytesOf({ ...state, chat: [] });
  const from = state.chat.findLastIndex((kept) => (left -= bytesOf(kept) + 1) < 0) + 1;
  return { ...state, chat: state.chat.slice(from) };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
