// English of the way into a meeting, and of the meeting.
export { chat } from '../chat.ts';
export { check } from '../check.ts';
export { connection } from '../connection.ts';
export { conversation } from '../conversation.ts';
export { deviceEvents } from '../deviceEvents.ts';
export { devices } from '../devices.ts';
export { dialIn } from '../dialIn.ts';
export { early } from '../early.ts';
export { entry } from '../entry.ts';
export { lobby } from '../lobby.ts';
export { moderation } from '../moderation.ts';
export { more } from '../more.ts';
export { permission } from '../permission.ts';
export { room } from '../room.ts';
export { roomPicture } from '../roomPicture.ts';
export { screen } from '../screen.ts';
export { settings } from '../settings.ts';
