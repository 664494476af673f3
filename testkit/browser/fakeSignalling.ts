// For tests of the page's logic: a server whose answers the test decides, in place of the socket.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';

/** What was withdrawn stands in `asked` as this body. */
export const WITHDRAWN = 'withdrawn';

export class FakeSignalling {
  /** What has been asked, in order. */
  asked: [name: RequestName, body: unknown][] = [];
  /** The reply to the next requests; throws for a refusal or no answer. */
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

  /** From now on nobody answers, or the server refuses. */
  failWith(error: Error): void {
    this.answer = () => {
      throw error;
    };
  }

  count(name: RequestName): number {
    return this.asked.filter(([asked]) => asked === name).length;
  }
}
