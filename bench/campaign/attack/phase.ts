// One attack: its inputs, and a tally of what it sent and how that was answered.
import type { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import type { Target } from './target.ts';

export interface Attack {
  target: Target;
  /** Everything random is drawn here, so that a seed repeats the attack. */
  draw: Draw;
  /** When it must end, by `performance.now()`. */
  endsAt: number;
  tally: Tally;
}

export interface Phase {
  name: string;
  /** A short description. */
  says: string;
  /** The number in `docs/security.md`, if it is listed there. */
  finding?: number;
  /** Its share of the campaign's time relative to others; default 1. */
  weight?: number;
  run(attack: Attack): Promise<void>;
}

/** A refusal or status that is never right: a bug of the server. */
const FAULTS = new Set(['internal', '500']);

export class Tally {
  readonly sent = new Map<string, number>();
  readonly answers = new Map<string, number>();
  /** Violated invariants, each once. */
  readonly broken = new Set<string>();

  send(what: string, count = 1): void {
    this.sent.set(what, (this.sent.get(what) ?? 0) + count);
  }

  /** @param code `granted`, the name of a refusal, a status, or what else ended it. */
  answer(code: string, about = '', count = 1): void {
    this.answers.set(code, (this.answers.get(code) ?? 0) + count);
    if (FAULTS.has(code)) this.broken.add(`${code} ${about}`.trim());
  }

  /** Records a violation unless the condition holds. */
  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.broken.add(otherwise);
  }
}
