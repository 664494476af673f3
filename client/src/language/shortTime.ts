// A day and a time as one says them, in Swedish time: "i dag 14.05", "i morgon 09.00", "tisdag 14 december 14.05".
import type { Locale } from './languages.ts';
import { clock, dayName } from './swedishTimes.ts';

/**
 * @param time ISO 8601
 * @param length `short` for tables: "tis 14 dec. 14.05".
 */
export const shortTime = (
  time: string,
  language: Locale,
  now = new Date(),
  length: 'long' | 'short' = 'long',
): string => `${dayName(time, language, now, length)} ${clock(time, language)}`;
