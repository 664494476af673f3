// The calendar file: what calendars need, and nothing that a meeting's name could add to it.
import { expect, test } from 'vitest';
import { calendarFile } from './calendarFile.ts';

const entry = {
  callId: '787544182',
  startsAt: '2026-12-01T14:05:00+01:00',
  title: 'Vårdplanering',
  description: 'Samtals-ID: 787 544 182\nTelefon: 0480-44 55 11',
  url: 'https://join.example.org/meeting/787544182',
};
const NOW = new Date('2026-11-29T10:00:00.123Z');

test('it has the time in UTC, the way in, and an id of its own', () => {
  const lines = calendarFile(entry, NOW).split('\r\n');
  expect(lines).toContain('DTSTART:20261201T130500Z');
  expect(lines).toContain('DTSTAMP:20261129T100000Z');
  expect(lines).toContain('UID:787544182@join.example.org');
  expect(lines).toContain('URL:https://join.example.org/meeting/787544182');
  expect(lines).toContain(String.raw`DESCRIPTION:Samtals-ID: 787 544 182\nTelefon: 0480-44 55 11`);
  expect(lines.at(-2)).toBe('END:VCALENDAR');
});

test('a name adds no line of its own', () => {
  const title = 'A; B, C\\D\r\nATTENDEE:mailto:x@example.org\u0007';
  const text = calendarFile({ ...entry, title }, NOW);
  expect(text.split('\r\n')).toContain(
    String.raw`SUMMARY:A\; B\, C\\D\nATTENDEE:mailto:x@example.org `,
  );
});

test('no line is longer than 75 octets, and no character is cut', () => {
  const title = 'å'.repeat(100);
  const text = calendarFile({ ...entry, title }, NOW);
  for (const line of text.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
});
