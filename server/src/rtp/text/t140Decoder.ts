// Makes characters of the bytes of one writer (ITU-T T.140): whole ones, and only those that are text.

import { GAP, tidyT140 } from '@distansmote/shared/signalling/t140.ts';

export class T140Decoder {
  #decoder = open();
  #endsWithReturn = false;

  /** @returns new lines as U+2028, and backspaces as U+0008 */
  write(bytes: Uint8Array): string {
    return this.#clean(this.#decoder.decode(bytes, { stream: true }));
  }

  /** What comes next is not what follows. */
  lose(): string {
    // Half of a character may wait for its end.
    this.#decoder = open();
    this.#endsWithReturn = false;
    return GAP;
  }

  #clean(decoded: string): string {
    if (decoded === '') return '';
    const isSecondHalf = this.#endsWithReturn && decoded.startsWith('\n');
    this.#endsWithReturn = decoded.endsWith('\r');
    return tidyT140(isSecondHalf ? decoded.slice(1) : decoded);
  }
}

const open = () => new TextDecoder('utf-8', { ignoreBOM: true });
