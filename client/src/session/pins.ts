// What this person has chosen to see large, in the order of the choice.
import type { ItemKey } from './layout.ts';

export type Pins = readonly ItemKey[];

export const MAX_PINS = 4;

/** @returns the pins after one more, of which the oldest gives way, or after one that was there is taken away. */
export const togglePin = (pinned: Pins, key: ItemKey): Pins =>
  pinned.includes(key) ? pinned.filter((one) => one !== key) : [...pinned, key].slice(-MAX_PINS);
