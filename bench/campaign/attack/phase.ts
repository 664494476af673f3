// One attack: what it is given, and the tally of what it sent and how that was answered.
import type { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import type { Target } from './target.ts';

export interface Attack {
  target: Target;
  /** All that is drawn at random, so that a seed makes the same attack again. */
  draw: Draw;
  /** When it must be over, of `performance.now()`. */
  endsAt: number;
  tally: Tally;
}

export interface Phase {
  name: string;
  /** What it is, in a few words. */
  says: string;
  /** Of `docs/security.md`, where it is one of them. */
  finding?: number;
  /** Its part of the campaign's time, beside the others'; 1 where left out. */
  weight?: number;
  run(attack: Attack): Promise<void>;
}

/** A refusal or status that is never right: the fault is the server's. */
const FAULTS = new Set(['internal', '500']);

export class Tally {
  readonly sent = new Map<string, number>();
  readonly answers = new Map<string, number>();
  /** What must not have happened, each once. */
  readonly broken = new Set<string>();

  send(what: string, count = 1): void {
    this.sent.set(what, (this.sent.get(what) ?? 0) + count);
  }

  /** @param code `granted`, the name of a refusal, a status, or what else ended it. */
  answer(code: string, about = '', count = 1): void {
    this.answers.set(code, (this.answers.get(code) ?? 0) + count);
    if (FAULTS.has(code)) this.broken.add(`${code} ${about}`.trim());
  }

  /** Holds what must be so against what is. */
  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.broken.add(otherwise);
  }
}
