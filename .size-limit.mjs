// How much JavaScript a visitor fetches. e2e/lightMeeting.spec.ts compares these files with what browsers fetch.
import { wayIn } from './client/build/wayIn.ts';

const { start, meeting, texts } = wayIn();
/** @param {string[]} files */
const paths = (files) => files.map((file) => `client/dist/${file}`);

// oxlint-disable-next-line import/no-default-export -- as size-limit reads it
export default [
  { name: 'Start page, gzip', path: paths(start), gzip: true, limit: '17.8 kB' },
  { name: 'Start page, Brotli', path: paths(start), brotli: true, limit: '16.2 kB' },
  { name: 'Into a meeting, gzip', path: paths(meeting), gzip: true, limit: '72.5 kB' },
  { name: 'Into a meeting, Brotli', path: paths(meeting), brotli: true, limit: '65.7 kB' },
  ...Object.entries(texts).map(([language, files]) => ({
    name: `Into a meeting besides, in ${language}, gzip`,
    path: paths(files),
    gzip: true,
    limit: '3 kB',
  })),
];
