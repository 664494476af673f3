// English: texts of the page that says who was in a space's meetings.
import type { TranslationOf } from '../defineTexts.ts';
import type { attendanceTexts } from '../texts/attendance.ts';

export const attendance: TranslationOf<typeof attendanceTexts> = {
  attendance: 'Attendance',
  titleOf: 'Attendance in {name}',
  lead: 'Who was there, and when, in Swedish time. Only those who lead the meeting and administrators see this list.',
  kept: {
    one: 'It is deleted with the meeting, and at most {count} day after somebody left.',
    other: 'It is deleted with the meeting, and at most {count} days after somebody left.',
  },
  off: 'This service does not keep who was in a meeting.',
  gone: 'The meeting is gone, and so is the list of who was there.',
  fetching: 'Fetching …',
  csv: 'Download as CSV',
  name: 'Name',
  profession: 'Profession',
  legs: 'Joined by',
  came: 'Came',
  left: 'Left',
  browser: 'Browser',
  phone: 'Phone',
  room: 'Meeting room',
  leads: 'Host',
  isPresent: 'Is there now',
  unknown: 'Unknown',
  unknownWhy: 'The service stopped unexpectedly, so it is not known when the person left.',
  none: 'Nobody has been there yet.',
  noneWhat: 'When somebody enters the meeting, this page says who, and from when to when.',
  invite: 'Invite',
  more: 'Show more',
};
