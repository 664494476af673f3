// Tells the server the size of each shown video when it changes, like a page.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import { sizesOnLaptop } from './laptopView.ts';
import type { Signalling } from './signalling.ts';

/** Changes at the same time go in one request. */
const TELL_AFTER_MS = 50;

export class Watching {
  readonly #signalling: Signalling;
  readonly #cameras: ParticipantId[] = [];
  readonly #reported = new Map<ParticipantId, VideoSize>();
  #speakerId: ParticipantId | undefined;
  #telling: NodeJS.Timeout | undefined;

  /** After the join; the server would refuse it before. */
  constructor(signalling: Signalling) {
    this.#signalling = signalling;
  }

  addCamera(of: ParticipantId): void {
    this.#cameras.push(of);
    this.#tellSoon();
  }

  removeCamera(of: ParticipantId): void {
    const at = this.#cameras.indexOf(of);
    if (at < 0) return;
    this.#cameras.splice(at, 1);
    this.#reported.delete(of);
    this.#tellSoon();
  }

  /** @param others speakers, the loudest first, without oneself. */
  speakersChanged(others: readonly ParticipantId[]): void {
    // The last speaker stays large during silence.
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
        .filter(([id, size]) => this.#reported.get(id) !== size)
        .map(([participantId, size]) => ({ participantId, source: 'camera' as const, size }));
      if (pictures.length === 0) return;
      for (const { participantId, size } of pictures) this.#reported.set(participantId, size);
      this.#signalling
        .request('setVideoSizes', { pictures })
        .catch((error: unknown) => console.error(error));
    }, TELL_AFTER_MS);
  }
}
