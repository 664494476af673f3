// Tracks announced before the reply to `prepare` has been read: kept until a connection can receive them.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ReceivableTrack, TrackSource } from '@distansmote/shared/signalling/shapes.ts';

export class EarlyTracks {
  #tracks: ReceivableTrack[] = [];

  /** Returns all of them and keeps none. */
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
