// Tells the server how large each picture is shown here, when that changes, as a page does.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { sizesOnLaptop } from './laptopView.ts';
import type { Signalling } from './signalling.ts';

/** Several that change together go in one request. */
const TELL_AFTER_MS = 50;

export class Watching {
  readonly #signalling: Signalling;
  readonly #cameras: ParticipantId[] = [];
  readonly #told = new Map<ParticipantId, VideoSize>();
  #speakerId: ParticipantId | undefined;
  #telling: NodeJS.Timeout | undefined;

  /** After the join: before it the server would not listen. */
  constructor(signalling: Signalling) {
    this.#signalling = signalling;
  }

  addCamera(of: ParticipantId): void {
    this.#cameras.push(of);
    this.#tellSoon();
  }

  /** @param others who are heard, the loudest first, without oneself. */
  speakersChanged(others: readonly ParticipantId[]): void {
    // Whoever spoke last stays large while nobody speaks.
    this.#speakerId = others[0] ?? this.#speakerId;
    this.#tellSoon();
  }

  stop(): void {
    clearTimeout(this.#telling);
  }

  #tellSoon(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      const pictures = [...sizesOnLaptop(this.#cameras, this.#speakerId)]
        .filter(([id, size]) => this.#told.get(id) !== size)
        .map(([participantId, size]) => ({ participantId, source: 'camera' as const, size }));
      if (pictures.length === 0) return;
      for (const { participantId, size } of pictures) this.#told.set(participantId, size);
      this.#signalling
        .request('setVideoSizes', { pictures })
        .catch((error: unknown) => console.error(error));
    }, TELL_AFTER_MS);
  }
}
