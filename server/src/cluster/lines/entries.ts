// The calls of one other server on their way into meetings here: few at a time, since each asks the database several times.
import type { Log } from '../../platform/log.ts';
import type { EndpointKey } from '../../sound/audioMessages.ts';

/** The database takes ten questions at once, and has people by browser to answer. Each takes some milliseconds. */
const MAX_AT_ONCE = 4;

export class Entries {
  readonly #log: Log;
  /** In the order in which they came. */
  readonly #waiting = new Map<EndpointKey, () => Promise<void>>();
  #count = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** In its turn; what waits for that call already is forgotten. */
  add(call: EndpointKey, enter: () => Promise<void>): void {
    this.forget(call);
    this.#waiting.set(call, enter);
    this.#next();
  }

  /** It has left before its turn came. */
  forget(call: EndpointKey): void {
    this.#waiting.delete(call);
  }

  #next(): void {
    if (this.#count >= MAX_AT_ONCE) return;
    const [first] = this.#waiting;
    if (first === undefined) return;
    const [call, enter] = first;
    this.#waiting.delete(call);
    this.#count += 1;
    enter()
      .catch((error: unknown) => this.#log.error({ err: error }, 'a call could not be let in'))
      .finally(() => {
        this.#count -= 1;
        this.#next();
      });
  }
}
