// How much JavaScript a visitor fetches. e2e/lightMeeting.spec.ts compares these files with what browsers fetch.
import { wayIn } from './client/build/wayIn.ts';

const { start, meeting, texts } = wayIn();
/** @param {string[]} files */
const paths = (files) => files.map((file) => `client/dist/${file}`);

// oxlint-disable-next-line import/no-default-export -- as size-limit reads it
export default [
  { name: 'Start page, gzip', path: paths(start), gzip: true, limit: '19 kB' },
  { name: 'Start page, Brotli', path: paths(start), brotli: true, limit: '17 kB' },
  { name: 'Into a meeting, gzip', path: paths(meeting), gzip: true, limit: '75 kB' },
  { name: 'Into a meeting, Brotli', path: paths(meeting), brotli: true, limit: '68 kB' },
  ...Object.entries(texts).map(([language, files]) => ({
    name: `Into a meeting besides, in ${language}, gzip`,
    path: paths(files),
    gzip: true,
    limit: '3 kB',
  })),
];
