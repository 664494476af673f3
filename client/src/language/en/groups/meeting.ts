// English of the way into a meeting, and of the room when it is first drawn.
export { chat } from '../chat.ts';
export { connection } from '../connection.ts';
export { devices } from '../devices.ts';
export { entry } from '../entry.ts';
export { room } from '../room.ts';
export { screen } from '../screen.ts';
