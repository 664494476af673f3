// English: texts of joining and leaving a meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: TranslationOf<typeof entryTexts> = {
  lookingUp: 'Fetching the meeting …',
  yourMeeting: 'You are about to join',
  name: 'Name',
  nameMissing: 'Enter your name, so that the others see who you are.',
  profession: 'Profession',
  professions:
    'Nurse, District nurse, Physician, Care needs assessor, Occupational therapist, Physiotherapist, Assistant nurse, Counsellor, Unit manager, Patient/Service user, Relative, Legal guardian',
  optional: 'Optional',
  professionHint: 'For example district nurse or relative.',
  professionUnshowable: 'Write with letters, or leave the field empty.',
  forget: 'Not you? Clear the fields',
  several: 'There are several of us here',
  interprets: 'I am an interpreter',
  companions: 'Who is with you?',
  companionsHint: 'Type their names, with commas between. Nine at most.',
  join: 'Join',
  joining: 'Joining …',
  attendance: 'Whoever leads the meeting can see afterwards who took part, and when.',
  notNow: 'Not time yet?',
  confirmInvitation: 'Confirm that you have the invitation',
};
