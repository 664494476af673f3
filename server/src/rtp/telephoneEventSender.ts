// Presses keys on the call: which telephone-event (RFC 4733) is due in each 20 ms, and when it is sound's turn.
import { DIGITS } from './digit.ts';

/** One frame of 20 ms at 8,000 Hz. */
const FRAME_STEPS = 160;
/** 120 ms, which every exchange takes for a key (ITU-T Q.24 wants 40). */
const PRESS_FRAMES = 6;
/** The last packet of an event is sent three times (§2.5.1.4). */
const REPEATED_ENDS = 2;
const GAP_FRAMES = 5;
/** Two seconds, as in the dialling strings of telephones. */
const COMMA_FRAMES = 100;
const END = 0x80;
/** dBm0 below zero. */
const VOLUME = 10;
/** A booking line's number, a customer's and a person's, with pauses. */
const MAX_WAITING = 100;

export interface DueEvent {
  payload: Uint8Array;
  /** The first packet of the event: its marker is set, and its timestamp stays that of the event. */
  isFirst: boolean;
}

export class TelephoneEventSender {
  #waiting = '';
  /** Of what is being pressed: how many frames of it have passed. */
  #frame = 0;

  get isSending(): boolean {
    return this.#waiting !== '';
  }

  /** After those that wait. @param keys 0-9*#A-D; `,` waits two seconds; what is too much, or no key, is dropped */
  press(keys: string): void {
    const known = keys.replaceAll(/[^0-9*#A-D,]/g, '');
    this.#waiting = (this.#waiting + known).slice(0, MAX_WAITING);
  }

  /** For the next 20 ms. @returns undefined when it is sound's turn */
  next(): DueEvent | undefined {
    const [key = ''] = this.#waiting;
    const frame = this.#frame;
    const eventFrames = key === ',' ? 0 : PRESS_FRAMES + REPEATED_ENDS;
    this.#frame += 1;
    if (this.#frame >= (key === ',' ? COMMA_FRAMES : eventFrames + GAP_FRAMES)) {
      this.#frame = 0;
      this.#waiting = this.#waiting.slice(1);
    }
    if (frame >= eventFrames) return undefined;
    const isEnd = frame >= PRESS_FRAMES - 1;
    const duration = Math.min(frame + 1, PRESS_FRAMES) * FRAME_STEPS;
    const second = (isEnd ? END : 0) | VOLUME;
    const payload = Uint8Array.of(DIGITS.indexOf(key), second, duration >> 8, duration & 0xff);
    return { payload, isFirst: frame === 0 };
  }
}
