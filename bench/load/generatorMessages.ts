// What a bench asks of a generator's process, and what that answers.
import type { Counts } from './counts.ts';
import type { ParticipantWish } from './loadParticipant.ts';

export type GeneratorAsk = { id: number } & (
  | {
      name: 'enter';
      wishes: ParticipantWish[];
      /** So many at the same time. */
      atOnce: number;
      /** False: each leaves as soon as it is in. */
      stays: boolean;
    }
  | { name: 'count' }
  | { name: 'leave' }
);

export type GeneratorAnswer = { id: number } & (
  | {
      /** Milliseconds from the opening of the socket to being in, of each who got in. */
      joinsMs: number[];
      /** Of those who did not. */
      failures: string[];
    }
  | { counts: Counts; each: Counts[] }
  | { failure: string }
);
