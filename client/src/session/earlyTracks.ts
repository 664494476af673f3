// Tracks that the server tells of before the reply of `prepare` has been read: kept until there is a place for them.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ReceivableTrack, TrackSource } from '@distansmote/shared/signalling/shapes.ts';

export class EarlyTracks {
  #tracks: ReceivableTrack[] = [];

  /** All that are kept; they are taken out. */
  take(): ReceivableTrack[] {
    const taken = this.#tracks;
    this.#tracks = [];
    return taken;
  }

  addTrack(track: ReceivableTrack): void {
    this.#tracks.push(track);
  }

  removeTrack(participantId: ParticipantId, source: TrackSource): void {
    this.#tracks = this.#tracks.filter((track) => !isOf(track, participantId, source));
  }

  setTrackPaused(participantId: ParticipantId, source: TrackSource, isPaused: boolean): void {
    this.#tracks = this.#tracks.map((track) =>
      isOf(track, participantId, source) ? { ...track, isPaused } : track,
    );
  }
}

const isOf = (track: ReceivableTrack, participantId: ParticipantId, source: TrackSource) =>
  track.participantId === participantId && track.source === source;
