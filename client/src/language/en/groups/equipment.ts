// English of the equipment test, beside that of the meeting.
export { equipment } from '../equipment.ts';
