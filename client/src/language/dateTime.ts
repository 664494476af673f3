// Formats a date and time in the language of the page.
import { locale } from './locale.ts';

/** @param time ISO 8601 */
export function dateTime(time: string): string {
  return new Intl.DateTimeFormat(locale.get() === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(new Date(time));
}
