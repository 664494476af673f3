// A planned meeting as a calendar file (RFC 5545), made in the page: nothing is sent anywhere for it.

export interface CalendarEntry {
  callId: string;
  /** ISO 8601. */
  startsAt: string;
  title: string;
  /** Lines of it may be separated by \n. */
  description: string;
  url: string;
}

/** RFC 5545 §3.1, in octets. */
const MAX_LINE_BYTES = 75;

/** How long a meeting stands in the calendar: nobody has said how long it takes. */
const DURATION = 'PT1H';

/** @param now when the file is made */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Distansmote//Meeting//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    // Saved again, it replaces the former one.
    `UID:${entry.callId}@${new URL(entry.url).hostname}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(new Date(entry.startsAt))}`,
    `DURATION:${DURATION}`,
    `SUMMARY:${escaped(entry.title)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `LOCATION:${escaped(entry.url)}`,
    `URL:${entry.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const utc = (time: Date) => `${time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** RFC 5545 §3.3.11; what else controls would do in a calendar is not found out. */
const escaped = (text: string) =>
  text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r?\n/g, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ');

/** A line that goes on begins with a space. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (bytes + more > MAX_LINE_BYTES) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += more;
  }
  return [...parts, part].join('\r\n');
}
