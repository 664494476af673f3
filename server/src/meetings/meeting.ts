// A space in use: who is present, who waits to be, and what each is told of the others.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { LeaveReason, MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import type { LobbyGuest, ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Standing } from './admission.ts';
import { Chat, type ChatPage } from './chat.ts';
import { MeetingStats, type MeetingSummary } from './meetingStats.ts';
import { Hands } from './hands.ts';
import { countByKind, type Headcount } from './headcount.ts';
import type { Lobby, LobbyPlace } from './lobby.ts';
import { LobbyNews } from './lobbyNews.ts';
import { OwnPhones } from './ownPhones.ts';
import { isTelephone, type Participant, type Telephone } from './leg.ts';
import { Removal } from './removal.ts';
import { PlaybackReports } from './playbackReports.ts';
import { Roster } from './roster.ts';
import { ShownNames } from './shownNames.ts';
import { Standings } from './standings.ts';

export interface MeetingListeners {
  /** Told once: the first one is present. */
  onOpened(): void;
  /** Who was present is so no more, by themselves or by a convener; not told of each when the meeting ends. */
  onLeft(participant: Participant, reason: LeaveReason): void;
  /** Told once: it has ended, or the last one has left it; of one that nobody entered there is nothing to say. */
  onClosed(held: MeetingSummary | undefined): void;
}

export class Meeting {
  readonly callId: CallId;
  readonly media: MeetingMedia;
  readonly #roll = new Roster();
  readonly linkedPhones = new OwnPhones({
    roll: this.#roll,
    offer: (track, hearers) => this.#offer(track, hearers),
    changed: (person) => this.#tellChanged(person),
    convenerGone: () => !this.isConvenerThere && this.#tellAttended(),
  });
  readonly hands = new Hands(this.#roll);
  readonly #names = new ShownNames();
  readonly chat = new Chat(this.#roll);
  readonly renderings = new PlaybackReports(this.#roll);
  readonly #lobby: Lobby;
  readonly lobbyNews = new LobbyNews({
    present: () => this.#roll.present.values(),
    guests: () => this.#lobby.guests,
  });
  readonly #standings = new Standings((id) => this.#roll.present.has(id));
  readonly removal = new Removal({
    roll: this.#roll,
    standings: this.#standings,
    linkedPhones: this.linkedPhones,
    leave: (participant) => this.leave(participant, 'removed'),
  });
  #isLocked = false;
  #speakerIds: readonly ParticipantId[] = [];
  readonly #course = new MeetingStats();
  readonly #listeners: MeetingListeners;
  #closed = false;

  constructor(callId: CallId, media: MeetingMedia, lobby: Lobby, listeners: MeetingListeners) {
    this.callId = callId;
    this.media = media;
    this.#lobby = lobby;
    this.#listeners = listeners;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get presentCount(): number {
    return this.#roll.present.size;
  }

  get headcount(): Headcount {
    return {
      present: countByKind(this.#roll.present.values()),
      waiting: this.#roll.waiting.size,
      inLobby: this.#lobby.size,
    };
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  get isConvenerThere(): boolean {
    return [...this.#roll.present.values()].some(({ isConvener }) => isConvener);
  }

  standingOf(id: ParticipantId, browserId?: string): Standing {
    return this.#roll.present.has(id) ? 'present' : this.#standings.of(id, browserId);
  }

  /** How many came by the mere number from that address. */
  strangersFrom(address: string): number {
    const present = [...this.#roll.present.values()];
    return present.filter(({ strangerFrom }) => strangerFrom === address).length;
  }

  /** By a convener of this meeting. */
  isLetIn(id: ParticipantId): boolean {
    return this.#standings.isLetIn(id);
  }

  /** In the order they came. */
  get participants(): readonly Participant[] {
    return [...this.#roll.present.values()];
  }

  /** Undefined when nobody of that id is present. */
  find(id: ParticipantId): Participant | undefined {
    return this.#roll.present.get(id);
  }

  /** Whether somebody of that id is present, or has knocked. */
  isTaken(id: ParticipantId): boolean {
    return this.#roll.present.has(id) || this.#lobby.has(id);
  }

  /** @returns the tracks that are there; later ones are offered as they start. */
  addWaiting(participant: Participant): SentTrack[] {
    this.#roll.waiting.add(participant);
    return this.#roll.othersThan(participant).flatMap((other) => this.#roll.tracksOf(other));
  }

  /**
   * Makes a waiting participant present, tells the others, and offers them its tracks. One of the same id
   * who is present still, by a connection that is dead or being replaced, makes room in silence; a telephone
   * stays, as the own phone of whoever is here by a browser again.
   */
  enter(participant: Participant) {
    this.#roll.waiting.delete(participant);
    const former = this.#roll.present.get(participant.id);
    if (former !== undefined && isTelephone(former) && !isTelephone(participant))
      this.#roll.linkedPhones.set(former.id, former);
    else if (former !== undefined) this.#giveWay(former);
    else this.linkedPhones.forgetMuted(participant.id);
    if (this.linkedPhones.of(participant) !== undefined)
      this.linkedPhones.leaveSoundToPhone(participant);
    const wasAttended = this.isConvenerThere;
    this.#roll.present.set(participant.id, participant);
    this.#standings.entered(participant.id, participant.browserId);
    if (this.#course.entered(this.#roll.present.size)) this.#listeners.onOpened();
    if (participant.isConvener && !wasAttended) this.#tellAttended();
    this.#nameShown(participant);
    this.renderings.forget(participant.id);
    this.#roll.tellOthersPresent(participant, {
      name: former === undefined ? 'participantJoined' : 'participantReturned',
      body: { participant: this.#describe(participant) },
    });
    const tracks = [...participant.sentTracks];
    const others = this.#roll.hearersOf(participant);
    // Behind the reply, which the newcomer waits for: with many others this is the most of a join's work.
    setImmediate(() => {
      for (const track of tracks) if (!track.closed) this.#offer(track, others);
    });
    return {
      participants: this.#roll.othersThan(participant).map((other) => this.#describe(other)),
      speakerIds: [...this.#speakerIds],
      suppressedIds: this.media.suppressedIds,
      isLocked: this.#isLocked,
      hasMessages: this.chat.hasFor(participant.id),
      lobby: participant.isConvener ? this.#lobby.guests : [],
      linkedPhone: this.linkedPhones.describe(participant),
    };
  }

  /**
   * From now on that telephone speaks and hears for somebody, under their id: as their own phone, or alone where
   * their browser is gone.
   */
  enterFor(phone: Telephone): void {
    const person = this.#roll.present.get(phone.id);
    if (person !== undefined && !isTelephone(person)) {
      this.#roll.waiting.delete(phone);
      this.linkedPhones.add(phone, person);
      return;
    }
    person?.letGo('otherPhone');
    this.enter(phone);
  }

  startTrack(sender: Participant, track: SentTrack): void {
    this.#offer(track, this.#roll.hearersOf(sender));
  }

  #offer(track: SentTrack, others: readonly Participant[]): void {
    this.media.trackStarted(track);
    this.linkedPhones.trackStarted(track);
    for (const other of others) other.offer(track);
  }

  async setTrackPaused(sender: Participant, track: SentTrack, isPaused: boolean): Promise<void> {
    if (track.isPaused === isPaused) return;
    await (isPaused ? track.pause() : track.resume());
    if (track.closed) return;
    const { source } = track;
    const body = { participantId: sender.id, source };
    this.#roll.tellHearersOf(
      sender,
      isPaused ? { name: 'trackPaused', body } : { name: 'trackResumed', body },
    );
    if (source === 'microphone') this.linkedPhones.microphoneTurned(sender);
  }

  stopTrack(sender: Participant, track: SentTrack): void {
    track.close();
    this.#roll.tellTrackStopped(sender, track.source);
  }

  speakersChanged(speakerIds: ParticipantId[]): void {
    this.#speakerIds = speakerIds;
    this.#roll.tellPresent({ name: 'speakersChanged', body: { speakerIds } });
  }

  connectionChanged(participant: Participant): void {
    const { id: participantId, connection } = participant.describe();
    if (this.#roll.present.get(participantId) !== participant) return;
    this.#roll.tellPresent({ name: 'connectionChanged', body: { participantId, connection } });
  }

  /** The right to lead was taken back: they stay as anybody, and may be removed. */
  leadsNoLonger(participant: Participant): void {
    if (this.#roll.present.get(participant.id) !== participant) return;
    this.#tellChanged(participant);
    if (!this.isConvenerThere) this.#tellAttended();
  }

  suppressedChanged(suppressedIds: ParticipantId[]): void {
    this.#roll.tellPresent({ name: 'suppressedChanged', body: { suppressedIds } });
  }

  /** @returns false when the lobby is full. @throws LimitExceeded for who was turned away a moment ago. */
  knock(place: LobbyPlace): boolean {
    try {
      if (!this.#lobby.add(place)) return false;
    } finally {
      this.closeIfEmpty();
    }
    this.lobbyNews.changed();
    return true;
  }

  leaveLobby(place: LobbyPlace): void {
    if (!this.#lobby.remove(place)) return;
    this.lobbyNews.changed();
    this.closeIfEmpty();
  }

  /** @returns whom it was about; undefined when nobody of that id waits there. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyGuest | undefined {
    const place = this.#lobby.decide(id, isLetIn);
    if (place === undefined) return undefined;
    if (isLetIn) this.#standings.letIn(id, place.browserId);
    this.lobbyNews.changed();
    this.closeIfEmpty();
    return place.guest;
  }

  /**
   * Pauses the microphone for the person, who may turn it on again and is told who did it.
   * @returns false where it was off.
   */
  async mute(participant: Participant | undefined, by: Participant): Promise<boolean> {
    const track = participant && this.#roll.microphoneOf(participant);
    if (participant === undefined || track === undefined || track.isPaused) return false;
    await this.setTrackPaused(participant, track, true);
    // A telephone, or another page, has taken over meanwhile.
    if (track.closed) return this.mute(this.find(participant.id), by);
    this.#roll.tell(participant.id, { name: 'muted', body: { byName: this.#describe(by).name } });
    return true;
  }

  /** @returns false where all were off. */
  async muteEverybody(by: Participant): Promise<boolean> {
    const others = this.#roll.othersThan(by).filter(({ isConvener }) => !isConvener);
    return (await Promise.all(others.map((other) => this.mute(other, by)))).includes(true);
  }

  /** @returns false where the participant has said a name, which stays. */
  rename(participant: Participant, name: string): boolean {
    if (!participant.rename(name)) return false;
    this.#nameShown(participant);
    this.#tellChanged(participant);
    return true;
  }

  /** A page of the chat, under names that tell their senders from whoever has come since. */
  readMessages(reader: Participant, after: number): ChatPage {
    const page = this.chat.pageFor(reader.id, after);
    const names = this.#names.toldApart(page.messages);
    const messages = page.messages.map((message, at) => ({
      ...message,
      fromName: names[at] ?? message.fromName,
    }));
    return { ...page, messages };
  }

  setLocked(isLocked: boolean): void {
    if (this.#isLocked === isLocked) return;
    this.#isLocked = isLocked;
    this.#roll.tellPresent({ name: 'lockChanged', body: { isLocked } });
  }

  /** Written by somebody who is here; `chat.send` tells the others. */
  sendMessage(sender: Participant, sent: Pick<Message, 'id' | 'to' | 'text'>): Message {
    return this.chat.send(sender, this.#describe(sender).name, sent);
  }

  /**
   * Leaving, hanging up, losing the connection and giving up waiting all end here. Whose page goes and whose own phone
   * does not stays by that: they may have lost the network, or closed what they do not need any more.
   */
  leave(participant: Participant, reason: LeaveReason): void {
    if (this.linkedPhones.goesOnWithout(participant)) return;
    const sources = [...participant.sentTracks].map((track) => track.source);
    const wasPresent = this.#roll.present.get(participant.id) === participant;
    const wasWaiting = this.#roll.waiting.delete(participant);
    if (!wasPresent && !wasWaiting) return;
    if (wasPresent) this.linkedPhones.left(participant.id);
    participant.close();
    if (wasPresent) {
      this.#roll.present.delete(participant.id);
      this.hands.forget(participant.id);
      this.#names.delete(participant.id);
      this.renderings.forget(participant.id);
      for (const source of sources) this.#roll.tellTrackStopped(participant, source);
      this.#roll.tellPresent({
        name: 'participantLeft',
        body: { participantId: participant.id, reason },
      });
      if (participant.isConvener && !this.isConvenerThere) this.#tellAttended();
      this.#listeners.onLeft(participant, reason);
    }
    this.closeIfEmpty();
  }

  end(reason: MeetingEndReason): void {
    if (this.#closed) return;
    const everybody = this.#roll.clear();
    for (const participant of everybody)
      participant.tell({ name: 'meetingEnded', body: { reason } });
    this.#lobby.tellAll({ name: 'meetingEnded', body: { reason } });
    this.#lobby.clear();
    for (const participant of everybody) participant.close();
    this.#close(reason);
  }

  closeIfEmpty(): void {
    if (this.#roll.isEmpty && this.#lobby.size === 0) this.#close('everybodyLeft');
  }

  #close(reason: MeetingSummary['reason']): void {
    if (this.#closed) return;
    this.#closed = true;
    this.lobbyNews.close();
    this.media.close();
    this.#listeners.onClosed(this.#course.over(reason));
  }

  /** Another comes in its place, under its id. */
  #giveWay(former: Participant): void {
    const sources = [...former.sentTracks].map((track) => track.source);
    former.tell({ name: 'sessionReplaced', body: {} });
    former.close();
    for (const source of sources) this.#roll.tellTrackStopped(former, source);
  }

  #tellChanged(participant: Participant): void {
    const body = { participant: this.#describe(participant) };
    this.#roll.tellOthersPresent(participant, { name: 'participantChanged', body });
  }

  #nameShown(participant: Participant): void {
    const { id, name, isConvener } = participant.describe();
    const renumbered = this.#names.set(id, name, isConvener);
    const other = renumbered && this.find(renumbered);
    if (other) this.#tellChanged(other);
  }

  #describe(participant: Participant): ParticipantDescription {
    const described = participant.describe();
    return {
      ...described,
      name: this.#names.of(participant.id) ?? described.name,
      speaksByPhone: this.linkedPhones.of(participant) !== undefined,
      handRaisedAt: this.hands.raisedAt(participant.id),
    };
  }

  #tellAttended(): void {
    const { isConvenerThere } = this;
    this.#lobby.tellAll({ name: 'convenerPresenceChanged', body: { isConvenerThere } });
  }
}
