// Texts of the meeting itself.
import { count } from '@nanostores/i18n';
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const roomTexts = defineTexts('room', {
  leave: 'Lämna',
  leaveRest: 'mötet',
  people: count({ one: '{count} deltagare', other: '{count} deltagare' }),
  peopleHeading: 'Deltagare',
  you: 'Du',
  youMark: '(du)',
  microphoneOff: 'Mikrofonen är av',
  alone: 'Du är ensam i mötet än så länge. De andra syns här när de ansluter.',
  joined: template('{name} har anslutit'),
  left: template('{name} har lämnat mötet'),
  connectionLost: template('{name} tappade förbindelsen'),
  reconnectingTitle: 'Förbindelsen är bruten',
  reconnecting: 'Vi ansluter dig igen. Stanna kvar på sidan.',
  soundBlocked: 'Webbläsaren har stängt av ljudet.',
  playSound: 'Slå på ljudet',
}).withEnglish({
  leave: 'Leave',
  leaveRest: 'the meeting',
  people: { one: '{count} participant', other: '{count} participants' },
  peopleHeading: 'Participants',
  you: 'You',
  youMark: '(you)',
  microphoneOff: 'Microphone off',
  alone: 'You are alone in the meeting so far. The others appear here when they join.',
  joined: '{name} has joined',
  left: '{name} has left the meeting',
  connectionLost: '{name} lost the connection',
  reconnectingTitle: 'The connection is broken',
  reconnecting: 'We are connecting you again. Stay on this page.',
  soundBlocked: 'The browser has blocked the sound.',
  playSound: 'Turn on the sound',
});
