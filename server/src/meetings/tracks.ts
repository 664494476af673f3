// Starts, pauses and stops the tracks sent in a meeting, and mutes people's microphones.
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Leg } from './leg.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export class Tracks {
  readonly #roster: Roster;
  readonly #media: MeetingMedia;

  constructor(roster: Roster, media: MeetingMedia) {
    this.#roster = roster;
    this.#media = media;
  }

  /** For a leg that starts and stops its tracks during the meeting. */
  start(person: Person, track: SentTrack): void {
    if (track.source === 'microphone') person.microphone.followTrack(track.isPaused);
    this.offer(track, this.#roster.receiversOf(person.id));
  }

  offer(track: SentTrack, receivers: readonly Leg[]): void {
    this.#media.trackStarted(track);
    track.setSigned(this.#roster.persons.get(track.participantId)?.isSigning === true);
    for (const leg of receivers) leg.offer(track);
  }

  /** For camera and screen; microphones are muted by `setMuted`. */
  async setPaused(person: Person, track: SentTrack, isPaused: boolean): Promise<void> {
    if (track.isPaused === isPaused) return;
    await (isPaused ? track.pause() : track.resume());
    if (track.closed) return;
    const type = isPaused ? 'trackPaused' : 'trackResumed';
    const { source } = track;
    this.#roster.tellReceivers(person.id, { type, personId: person.id, source });
  }

  /** For a leg that starts and stops its tracks during the meeting. */
  stop(person: Person, track: SentTrack): void {
    track.close();
    if (track.source === 'microphone') person.microphone.followTrack(undefined);
    this.#roster.tellTrackStopped(person.id, track.source);
  }

  /**
   * Mutes or unmutes a person, whichever leg carries their audio, and tells their legs.
   * @param convener who does it, unless it is the person.
   */
  async setMuted(person: Person, isMuted: boolean, convener?: Person): Promise<void> {
    const by = convener === undefined ? 'self' : 'convener';
    const byName = convener?.displayName;
    if (person.microphone.set(isMuted, by, byName)) {
      person.tell({ type: 'microphoneChanged', person, by, ...(byName && { byName }) });
    }
    await this.applyMute(person);
  }

  /**
   * Applies the mute state to the microphone track. By its turn another leg may carry the audio, whose track then
   * gets the same state.
   */
  applyMute(person: Person): Promise<void> {
    return person.microphone.applyInTurn(async () => {
      const track = person.microphoneTrack;
      if (track === undefined || person.isLeftOff) return;
      await this.setPaused(person, track, person.microphone.isMuted);
    });
  }
}
