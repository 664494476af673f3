// A space in use: who is present, who waits to be, and what each is told of the others.
import type { CallId } from '@distansmote/shared/ids.ts';
import type {
  LeaveReason,
  MeetingEndReason,
  Notice,
} from '@distansmote/shared/signalling/notices.ts';
import type { ParticipantDescription, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Participant } from './participant.ts';

export class Meeting {
  readonly callId: CallId;
  readonly media: MeetingMedia;
  /** In the order they came. */
  readonly #present = new Set<Participant>();
  /** Prepared, but not yet joined: they are offered tracks, and told of nobody. */
  readonly #waiting = new Set<Participant>();
  readonly #onClosed: () => void;
  #closed = false;

  /** @param onClosed told once: the meeting has ended, or the last one has left it. */
  constructor(callId: CallId, media: MeetingMedia, onClosed: () => void) {
    this.callId = callId;
    this.media = media;
    this.#onClosed = onClosed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get presentCount(): number {
    return this.#present.size;
  }

  /** @returns the tracks that are there; later ones are offered as they start. */
  addWaiting(participant: Participant): SentTrack[] {
    this.#waiting.add(participant);
    return [...this.#present].flatMap((other) => [...other.sentTracks]);
  }

  /** Makes a waiting participant present, tells the others, and offers them its tracks. */
  enter(participant: Participant): ParticipantDescription[] {
    this.#waiting.delete(participant);
    const others = [...this.#present].map((other) => other.describe());
    this.#tellPresent({ name: 'participantJoined', body: { participant: participant.describe() } });
    this.#present.add(participant);
    for (const track of participant.sentTracks) this.startTrack(participant, track);
    return others;
  }

  startTrack(sender: Participant, track: SentTrack): void {
    for (const other of this.#everybody()) if (other !== sender) other.offer(track);
  }

  async setTrackPaused(sender: Participant, track: SentTrack, isPaused: boolean): Promise<void> {
    if (track.isPaused === isPaused) return;
    await (isPaused ? track.pause() : track.resume());
    if (track.closed) return;
    const body = { participantId: sender.id, source: track.source };
    this.#tellOthers(
      sender,
      isPaused ? { name: 'trackPaused', body } : { name: 'trackResumed', body },
    );
  }

  stopTrack(sender: Participant, track: SentTrack): void {
    track.close();
    this.#tellTrackStopped(sender, track.source);
  }

  /** Leaving, hanging up, losing the connection and giving up waiting all end here. */
  leave(participant: Participant, reason: LeaveReason): void {
    const sources = [...participant.sentTracks].map((track) => track.source);
    const wasPresent = this.#present.delete(participant);
    const wasWaiting = this.#waiting.delete(participant);
    if (!wasPresent && !wasWaiting) return;
    participant.close();
    for (const source of sources) this.#tellTrackStopped(participant, source);
    if (wasPresent) {
      this.#tellPresent({
        name: 'participantLeft',
        body: { participantId: participant.id, reason },
      });
    }
    this.closeIfEmpty();
  }

  /** Ends it for everybody, who are told why. */
  end(reason: MeetingEndReason): void {
    if (this.#closed) return;
    const everybody = [...this.#everybody()];
    for (const participant of everybody)
      participant.tell({ name: 'meetingEnded', body: { reason } });
    this.#present.clear();
    this.#waiting.clear();
    for (const participant of everybody) participant.close();
    this.#close();
  }

  closeIfEmpty(): void {
    if (this.#present.size === 0 && this.#waiting.size === 0) this.#close();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
    this.#onClosed();
  }

  *#everybody(): Iterable<Participant> {
    yield* this.#present;
    yield* this.#waiting;
  }

  #tellPresent(notice: Notice): void {
    for (const participant of this.#present) participant.tell(notice);
  }

  #tellOthers(sender: Participant, notice: Notice): void {
    for (const participant of this.#everybody())
      if (participant !== sender) participant.tell(notice);
  }

  #tellTrackStopped(sender: Participant, source: TrackSource): void {
    this.#tellOthers(sender, { name: 'trackStopped', body: { participantId: sender.id, source } });
  }
}
