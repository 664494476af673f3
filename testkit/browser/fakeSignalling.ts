// A fake server for tests of client logic: the test decides the answers, and no socket is involved.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';

/** The body recorded in `asked` for a withdrawn request. */
export const WITHDRAWN = 'withdrawn';

export class FakeSignalling {
  /** All requests so far, in order. */
  asked: [name: RequestName, body: unknown][] = [];
  /** Produces the reply to each request; throws for a refusal or a missing answer. */
  answer: () => unknown = () => ({});

  readonly request = (name: RequestName, body: unknown): Promise<unknown> => {
    this.asked.push([name, body]);
    return Promise.resolve().then(() => this.answer());
  };

  readonly send = (name: RequestName, body: unknown): void => {
    this.asked.push([name, body]);
  };

  readonly sendReliable = (name: RequestName, body: unknown): (() => void) => {
    this.asked.push([name, body]);
    return () => {
      this.asked.push([name, WITHDRAWN]);
    };
  };

  /** From now on requests fail: unanswered or refused. */
  failWith(error: Error): void {
    this.answer = () => {
      throw error;
    };
  }

  count(name: RequestName): number {
    return this.asked.filter(([asked]) => asked === name).length;
  }
}
