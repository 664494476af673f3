// Collects keyed digits, and parses them into a call ID and PIN.
import { CALL_ID_LENGTH, parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId } from '@distansmote/shared/ids.ts';

/** The PIN, keyed after the call ID to link a phone. */
const PIN_LENGTH = 4;
const MAX_LENGTH = CALL_ID_LENGTH + PIN_LENGTH;

export interface KeyedCallId {
  callId: CallId;
  /** The dial-in PIN, if one was keyed. */
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

  /** Long enough to be taken without `#`, which many callers don't key. */
  get isLongEnough(): boolean {
    return this.#digits.length >= CALL_ID_LENGTH;
  }

  /** Has the length of a call ID, with or without a PIN. */
  get hasFittingLength(): boolean {
    return this.#digits.length === CALL_ID_LENGTH || this.#digits.length === MAX_LENGTH;
  }

  /** A call ID never starts with 0, so 0 switches the language. */
  get isLanguageKey(): boolean {
    return this.#digits === '0';
  }

  key(digit: string): void {
    // Keeps one digit too many, to detect excess length; more would only make the read-back longer.
    if (this.#digits.length <= MAX_LENGTH) this.#digits += digit;
  }

  erase(): void {
    this.#digits = this.#digits.slice(0, -1);
  }

  clear(): void {
    this.#digits = '';
  }

  /** Undefined when it can't be a call ID. */
  read(): KeyedCallId | undefined {
    if (!this.hasFittingLength) return undefined;
    const callId = parseCallId(this.#digits.slice(0, CALL_ID_LENGTH));
    const pin = this.#digits.slice(CALL_ID_LENGTH);
    return callId && { callId, pin: pin === '' ? undefined : pin };
  }
}
