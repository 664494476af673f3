// A meeting: a space in use. Who is there, on which legs, and what each is told of the others.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { Arrival } from './arrival.ts';
import { Captions } from './captions.ts';
import { Chat, type ChatPage } from './chat.ts';
import { Departure } from './departure.ts';
import { PresentConveners } from './presentConveners.ts';
import { DialInPins } from './dialInPins.ts';
import { type Entered, Entering } from './entering.ts';
import type { ReleaseReason } from './events.ts';
import { letGo, type MovingParts, restore, stateOf } from './handover.ts';
import { Hands } from './hands.ts';
import { countByKind, type Headcount } from './headcount.ts';
import type { Leg } from './leg.ts';
import { Legs } from './legs.ts';
import { LiveText } from './liveText.ts';
import type { Lobby, LobbyEntry } from './lobby.ts';
import { LobbyUpdates } from './lobbyUpdates.ts';
import { Naming } from './naming.ts';
import type { MeetingListeners } from './meetingListeners.ts';
import { Memory } from './memory.ts';
import type { MeetingState } from './meetingState.ts';
import { MeetingStats, type MeetingSummary } from './meetingStats.ts';
import type { Microphone } from './microphone.ts';
import { Moderation } from './moderation.ts';
import type { Identity, Person, PersonName } from './person.ts';
import { PlaybackReports } from './playbackReports.ts';
import { Returning } from './returning.ts';
import { Roles } from './roles.ts';
import { Roster } from './roster.ts';
import { Signing } from './signing.ts';
import { Spotlight } from './spotlight.ts';
import { Tracks } from './tracks.ts';
import type { VoidPassesOfSpace } from './voidPasses.ts';

export class Meeting {
  readonly callId: CallId;
  readonly media: MeetingMedia;
  readonly #roster = new Roster();
  readonly #lobby: Lobby;
  readonly #moving: MovingParts;
  readonly memory: Memory;
  readonly #stats = new MeetingStats();
  readonly #listeners: MeetingListeners;
  readonly tracks: Tracks;
  readonly presentConveners: PresentConveners;
  readonly lobbyUpdates: LobbyUpdates;
  readonly naming = new Naming(this.#roster);
  readonly departure = new Departure(this.#roster, () => this.#lobby);
  readonly arrival: Arrival;
  readonly roles: Roles;
  readonly hands = new Hands(this.#roster);
  readonly signing = new Signing(this.#roster);
  readonly spotlight = new Spotlight(this.#roster);
  readonly chat = new Chat(this.#roster);
  readonly liveText = new LiveText(this.#roster);
  readonly captions: Captions;
  readonly playbackReports = new PlaybackReports(this.#roster);
  readonly dialInPins = new DialInPins((id) => this.memory.wasHere(id));
  readonly moderation: Moderation;
  readonly #legs = new Legs(this.#roster);
  readonly #entering: Entering;
  #speakerIds: readonly ParticipantId[] = [];
  #closed = false;

  /** @param former what the meeting was at another server, or what is known of its door. */
  constructor(
    callId: CallId,
    media: MeetingMedia,
    lobby: Lobby,
    voidPasses: VoidPassesOfSpace,
    listeners: MeetingListeners,
    former?: MeetingState,
  ) {
    this.callId = callId;
    this.media = media;
    this.#lobby = lobby;
    this.#listeners = listeners;
    const roster = this.#roster;
    const returning = new Returning(former, (missing) => {
      letGo(this.#moving, missing);
      this.closeIfEmpty();
    });
    const { onDoorChanged } = listeners;
    this.memory = new Memory({ roster, returning, voidPasses, onDoorChanged });
    this.tracks = new Tracks(roster, media);
    this.roles = new Roles(roster, media, this.signing);
    this.presentConveners = new PresentConveners({
      roster,
      lobby,
      onLost: (person) => {
        if (this.find(person.id) === person) this.personChanged(person);
      },
      onLookupFailed: (error) => listeners.onLookupFailed(error),
    });
    this.lobbyUpdates = new LobbyUpdates(this.presentConveners, () => lobby.guests);
    this.moderation = new Moderation({
      roster,
      memory: this.memory,
      pins: this.dialInPins,
      tracks: this.tracks,
      leave: (leg) => this.leave(leg, 'removed'),
    });
    this.captions = new Captions(roster, listeners.onCaptionsTurned);
    const { memory, moderation, naming, spotlight, chat, liveText, captions, dialInPins } = this;
    const stats = this.#stats;
    this.#moving = {
      roster,
      memory,
      lobby,
      naming,
      spotlight,
      chat,
      liveText,
      captions,
      rings: listeners.rings,
      dialInPins,
      stats,
    };
    const { tracks, roles, playbackReports, presentConveners } = this;
    this.#entering = new Entering({
      roster,
      memory,
      legs: this.#legs,
      tracks,
      naming,
      roles,
      playbackReports,
      presentConveners,
      stats,
      onOpened: () => listeners.onOpened(),
      onMissing: (leg) => this.leave(leg, 'connectionLost'),
    });
    this.arrival = new Arrival(former, (state) => restore(this.#moving, state), moderation);
  }

  /** What another server needs to go on with it. The same as long as nothing of it changes. */
  handOver(): MeetingState {
    return stateOf(this.#moving);
  }

  /** What must outlive this server, as JSON of at most 64 kB; empty when there is nothing. `readDoor` reads it. */
  get door(): string {
    return this.memory.door.text;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** In order of joining. */
  get persons(): readonly Person[] {
    return [...this.#roster.persons.values()];
  }

  get presentCount(): number {
    return this.#roster.persons.size;
  }

  get headcount(): Headcount {
    return {
      present: countByKind(this.persons),
      waiting: this.#roster.pending.length,
      inLobby: this.#lobby.size,
    };
  }

  get isLocked(): boolean {
    return this.memory.door.isLocked;
  }

  get speakerIds(): readonly ParticipantId[] {
    return this.#speakerIds;
  }

  /** Everybody on whom a convener is to decide. */
  get lobbyGuests(): LobbyGuest[] {
    return this.#lobby.guests;
  }

  /** How many people from that address joined with the call ID alone. */
  strangersFrom(address: string): number {
    return this.persons.filter(({ strangerFrom }) => strangerFrom === address).length;
  }

  /** Undefined when nobody with that id is present. */
  find(id: ParticipantId): Person | undefined {
    return this.#roster.persons.get(id);
  }

  /** Whether somebody with that id is present, or waits in the lobby. */
  isTaken(id: ParticipantId): boolean {
    return this.#roster.persons.has(id) || this.#lobby.has(id);
  }

  othersThan({ id }: Person): Person[] {
    return this.#roster.othersThan(id);
  }

  /** @returns the tracks sent now; later ones are offered as they start. */
  addPending(
    leg: Leg,
    { isConvener, browserId }: Pick<Identity, 'isConvener' | 'browserId'>,
  ): SentTrack[] {
    // A blocked browser can't keep a convener out.
    this.#roster.addPending({ leg, browserId: isConvener ? undefined : browserId });
    return this.tracksFor(leg.personId);
  }

  /** Whether the leg is prepared, and neither joined nor released. */
  isPending(leg: Leg): boolean {
    return this.#roster.isPending(leg);
  }

  /** The tracks that this person can receive. */
  tracksFor(id: ParticipantId): SentTrack[] {
    return this.#roster.othersThan(id).flatMap(({ sentTracks }) => sentTracks);
  }

  /** As `Entering.enter`. */
  enter(leg: Leg, identity: Identity, microphone?: Microphone): Entered {
    return this.#entering.enter(leg, identity, microphone);
  }

  speakersChanged(speakerIds: ParticipantId[]): void {
    this.#speakerIds = speakerIds;
    this.#roster.tellEverybody({ type: 'speakersChanged', speakerIds });
  }

  suppressedChanged(suppressedIds: ParticipantId[]): void {
    this.#roster.tellEverybody({ type: 'suppressedChanged', suppressedIds });
  }

  connectionChanged(leg: Leg): void {
    const person = this.#roster.personOf(leg);
    if (person?.primaryLeg === leg)
      this.#roster.tellEverybody({ type: 'connectionChanged', person });
  }

  /** @returns false when the lobby is full. @throws LimitExceeded for somebody who was denied a moment ago. */
  knock(entry: LobbyEntry): boolean {
    try {
      if (!this.#lobby.add(entry)) return false;
      this.memory.returning.delete(entry.guest.id);
    } finally {
      this.closeIfEmpty();
    }
    this.lobbyUpdates.changed();
    return true;
  }

  leaveLobby(entry: LobbyEntry): void {
    if (!this.#lobby.remove(entry)) return;
    this.lobbyUpdates.changed();
    this.closeIfEmpty();
  }

  /** @returns whom it was about; undefined when nobody with that id waits. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyGuest | undefined {
    const entry = this.#lobby.decide(id, isLetIn);
    if (entry === undefined) return undefined;
    if (isLetIn) this.memory.standings.letIn(id, entry.browserId);
    this.lobbyUpdates.changed();
    this.closeIfEmpty();
    return entry.guest;
  }

  setLocked(isLocked: boolean): void {
    this.memory.door.setLocked(isLocked);
  }

  /**
   * A word to everybody in the lobby whose number has been checked.
   * @returns false when nobody waits.
   */
  tellLobby(convener: Person, text: string): boolean {
    this.#lobby.tellAll({ type: 'told', text, byName: convener.displayName });
    return this.#lobby.size > 0;
  }

  /** By the person. */
  renameSelf(person: Person, names: PersonName): void {
    const { name: former, isSigning } = person;
    this.naming.renameSelf(person, names);
    this.signing.changed(person, isSigning);
    this.roles.changed();
    if (former !== names.name) this.#listeners.onRenamed(person, former);
  }

  sendMessage(sender: Person, sent: Pick<Message, 'id' | 'to' | 'text'>): Message {
    return this.chat.send(sender.id, sender.displayName, sent);
  }

  /** A page of the chat. Senders' names are disambiguated from those of people who joined later. */
  readMessages(reader: Person, after: number): ChatPage {
    const page = this.chat.pageFor(reader.id, after);
    return { ...page, messages: this.naming.nameSenders(page.messages) };
  }

  /** Real-time text so far, with writers' names told apart as the senders of messages are. */
  readText({ id }: Person): Reply<'readText'> {
    const read = this.liveText.readBy(id);
    return { ...read, lines: this.naming.nameWriters(read.lines) };
  }

  /** Hangs up the linked leg, if there is one: the audio moves back to the primary leg. */
  releaseLinkedLeg(person: Person, reason: ReleaseReason): void {
    const { linkedLeg } = person;
    if (linkedLeg === undefined) return;
    linkedLeg.tell({ type: 'released', reason });
    this.#legs.unlink(person, linkedLeg);
  }

  /**
   * The one way out of a meeting: leaving, hanging up, a lost connection, or a preparation given up. Someone with
   * another leg stays on that one: they may only have lost the network, or closed a page that they no longer need.
   */
  leave(leg: Leg, reason: LeaveReason): void {
    if (this.departure.isFrozen) return leg.close();
    const person = this.#roster.personOf(leg);
    if (person === undefined) {
      if (!this.#roster.removePending(leg)) return;
      leg.close();
    } else if (person.legs.length === 1) this.#removePerson(person, leg, reason);
    else if (leg === person.linkedLeg) this.#legs.unlink(person, leg);
    else {
      this.#legs.goOnByLinked(person, leg);
      this.presentConveners.changed();
    }
    this.departure.left();
    this.closeIfEmpty();
  }

  #removePerson(person: Person, leg: Leg, reason: LeaveReason): void {
    const { id } = person;
    const sources = person.sentTracks.map(({ source }) => source);
    this.memory.departed.left(id, person.microphone.isMuted);
    this.memory.departedRoles.left(id, person.givenRole);
    this.liveText.left(person);
    this.#roster.persons.delete(id);
    leg.close();
    this.naming.forget(id);
    this.roles.changed();
    this.spotlight.left(id);
    this.playbackReports.forget(id);
    for (const source of sources) this.#roster.tellTrackStopped(id, source);
    this.#roster.tellEverybody({ type: 'personLeft', personId: id, reason });
    this.presentConveners.changed();
    this.#listeners.onLeft(person, reason);
  }

  end(reason: MeetingEndReason): void {
    if (this.#closed) return;
    const legs = this.#roster.clear();
    for (const leg of legs) leg.tell({ type: 'meetingEnded', reason });
    this.#lobby.tellAll({ type: 'meetingEnded', reason });
    this.#lobby.clear();
    for (const leg of legs) leg.close();
    this.#close(reason);
  }

  closeIfEmpty(): void {
    const isEmpty = this.#roster.isEmpty && this.#lobby.size === 0;
    if (isEmpty && !this.memory.returning.isExpected) this.#close('everybodyLeft');
  }

  #close(reason: MeetingSummary['reason']): void {
    if (this.#closed) return;
    this.#closed = true;
    this.lobbyUpdates.close();
    this.memory.returning.close();
    this.liveText.close();
    this.departure.left();
    this.media.close();
    this.#listeners.onClosed(this.#stats.summarize(reason));
  }

  /** What others are told of that person has changed. */
  personChanged(person: Person): void {
    this.#roster.tellOthers(person.id, { type: 'personChanged', person });
  }
}
