// English of the pages that come first.
export { everywhere } from '../everywhere.ts';
export { start } from '../start.ts';
