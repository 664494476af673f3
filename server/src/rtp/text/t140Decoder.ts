// Makes characters of the bytes of one writer (ITU-T T.140): whole ones, and only those that are text.

/** Interrupt, control sequences such as colours, and strings for applications (T.140 §8). */
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const SEQUENCES = /\u001Ba|\u009B[0-?]*[ -/]*[@-~]|\u0098[^\u009C]*\u009C/g;
// oxlint-disable-next-line no-control-regex -- as above
const NEW_LINES = /\r\n?|[\n\u0085\u2029]/g;
/** All but backspace: byte order marks too, which say nothing, and keep a path open. */
// oxlint-disable-next-line no-control-regex -- as above
const CONTROLS = /[\u0000-\u0007\u0009-\u001F\u007F-\u009F\uFEFF]/g;
/** What stands where text was lost (T.140 addendum 1). */
export const LOST = '\uFFFD';
export const NEW_LINE = '\u2028';

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
    return LOST;
  }

  #clean(decoded: string): string {
    if (decoded === '') return '';
    const isSecondHalf = this.#endsWithReturn && decoded.startsWith('\n');
    this.#endsWithReturn = decoded.endsWith('\r');
    return (isSecondHalf ? decoded.slice(1) : decoded)
      .replaceAll(SEQUENCES, '')
      .replaceAll(NEW_LINES, NEW_LINE)
      .replaceAll(CONTROLS, '');
  }
}

const open = () => new TextDecoder('utf-8', { ignoreBOM: true });
