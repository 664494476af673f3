// English of the accessibility statement.
export { statement } from '../statement.ts';
