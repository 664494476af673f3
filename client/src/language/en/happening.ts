// English: texts of what happens in a meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: TranslationOf<typeof happeningTexts> = {
  requestDialIn: 'Call instead',
  swedishTime: 'Swedish time',
  soundOnly: 'Sound only',
  jerkyTitle: 'Your picture is jerky. Your signs may be hard to read.',
  jerkyNetwork: 'The network is too slow. Move closer to the router, or stop what else uses it.',
  jerkyComputer: 'The computer cannot keep up. Close other programs and tabs.',
  jerkyCamera:
    'The camera gives too few pictures. Turn on more lights, or change the camera in Settings.',
  picturesOff: 'You receive sound only: no pictures, and no shared screen.',
  picturesOffByCpuOveruse:
    'The computer cannot keep up with the pictures. They are off, so that the sound works.',
  showPictures: 'Show pictures',
  flipCamera: 'Change camera',
  alone: 'You are alone in the meeting so far. The others appear here when they join.',
  joined: '{name} has joined',
  left: '{name} has left the meeting',
  removedByMe: 'You removed {name} from the meeting',
  connectionLost: '{name} lost the connection',
  handRaised: '{name} raises a hand',
  signs: '{name} is signing',
  knocked: '{name} is waiting to be let in',
  newMessage: 'New message from {name}',
  newPrivateMessage: 'New message to you from {name}',
  screenStopped: '{name} stopped your sharing.',
  roleGiven: '{name} has given you a role in the meeting: {role}.',
  roleTaken: '{name} has taken away your role in the meeting.',
  handLowered: '{name} lowered your hand.',
  mutedBy: '{name} has turned off your microphone.',
  reconnectingTitle: 'The connection is broken',
  reconnecting: 'We are connecting you again. Stay on this page.',
  soundBlocked: 'The browser has blocked the sound.',
  playSound: 'Turn on the sound',
  mutedSpeech: 'You are speaking with the microphone off.',
  unmute: 'Turn on the microphone',
};
