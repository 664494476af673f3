// Messages between a bench and a generator process.
import type { Counts } from './counts.ts';
import type { ParticipantOptions } from './loadParticipant.ts';

export type GeneratorAsk = { id: number } & (
  | {
      name: 'enter';
      wishes: ParticipantOptions[];
      /** How many concurrently. */
      atOnce: number;
      /** False: each leaves as soon as it has joined. */
      stays: boolean;
    }
  | { name: 'count' }
  | { name: 'leave' }
);

export type GeneratorAnswer = { id: number } & (
  | {
      /** Milliseconds from opening the socket to having joined, for each that got in. */
      joinsMs: number[];
      /** Of those that did not. */
      failures: string[];
    }
  | { counts: Counts; each: Counts[] }
  | { failure: string }
);
