// Collects the digits that a caller keys, and tells what number they are.
import { CALL_ID_LENGTH, parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId } from '@distansmote/shared/ids.ts';

/** Keyed after the call ID by who falls over from a browser to the telephone. */
const PIN_LENGTH = 4;
const MAX_LENGTH = CALL_ID_LENGTH + PIN_LENGTH;

export interface KeyedCallId {
  callId: CallId;
  /** The personal pin, when one was keyed. */
  pin: string | undefined;
}

export class DtmfCollector {
  #digits = '';

  get digits(): string {
    return this.#digits;
  }

  get isEmpty(): boolean {
    return this.#digits === '';
  }

  /** Many a caller keys no `#`. */
  get isLongEnough(): boolean {
    return this.#digits.length >= CALL_ID_LENGTH;
  }

  /** As long as a number is, right or wrong. */
  get hasFittingLength(): boolean {
    return this.#digits.length === CALL_ID_LENGTH || this.#digits.length === MAX_LENGTH;
  }

  /** No call ID begins with 0, so it is free to mean the other language. */
  get isLanguageKey(): boolean {
    return this.#digits === '0';
  }

  key(digit: string): void {
    // One more than the longest shows that it is too long; whoever leans on a key is not read back for minutes.
    if (this.#digits.length <= MAX_LENGTH) this.#digits += digit;
  }

  clear(): void {
    this.#digits = '';
  }

  /** Undefined when it cannot be anybody's. */
  read(): KeyedCallId | undefined {
    if (!this.hasFittingLength) return undefined;
    const callId = parseCallId(this.#digits.slice(0, CALL_ID_LENGTH));
    const pin = this.#digits.slice(CALL_ID_LENGTH);
    return callId && { callId, pin: pin === '' ? undefined : pin };
  }
}
