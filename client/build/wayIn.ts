// Which files of the built client come with the start page, and which until somebody is in a meeting.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Group } from '../src/language/groups.ts';
import { type Translation, TRANSLATIONS } from './textFiles.ts';

/** As Vite writes it. */
type Manifest = Record<
  string,
  { file: string; name?: string; imports?: string[]; assets?: string[] }
>;

const DIST = new URL('../dist/', import.meta.url);
/** One of them, the largest. */
const HANDLER = /\/mediasoup-client\/lib\/handlers\//;

/** Paths within `client/dist`. @param names of files as `chunks.ts` names them; what they import belongs to them. */
function filesOf(names: string[], manifest: Manifest): string[] {
  const keys = new Set(
    names.map((name) => {
      const key = Object.keys(manifest).find((one) => manifest[one]?.name === name);
      if (key === undefined) throw new Error(`there is no file ${name}`);
      return key;
    }),
  );
  for (const key of keys) for (const imported of manifest[key]?.imports ?? []) keys.add(imported);
  return [...keys].map((key) => manifest[key]?.file ?? '');
}

function largestHandler(manifest: Manifest): string {
  const handlers = Object.keys(manifest).filter((key) => HANDLER.test(key));
  const sizeOf = (key: string) => statSync(new URL(manifest[key]?.file ?? '', DIST)).size;
  const [largest] = handlers.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  if (largest === undefined) throw new Error('there are no handlers');
  return manifest[largest]?.file ?? '';
}

/** As `textFiles.ts` names them. */
function textsOf(locale: Translation, group: Group): string {
  const files = readdirSync(new URL('assets/', DIST));
  const file = files.find((one) => one.startsWith(`${locale}-${group}-`) && one.endsWith('.json'));
  if (file === undefined) throw new Error(`there are no texts of ${group} in ${locale}`);
  return `assets/${file}`;
}

/** What comes once the room is drawn. */
const LATER = ['adapt', 'LeftPage', 'panels', 'roomExtras', 'smallWindow', 'stageTools'];

interface WayIn {
  start: string[];
  meeting: string[];
  later: string[];
  /** Besides, until somebody is in a meeting, where the language is another one. */
  texts: Record<Translation, string[]>;
}

/** Paths within `client/dist` of what is fetched, in Swedish. Each of the first three includes the one before it. */
export function wayIn(): WayIn {
  const path = new URL('.vite/manifest.json', DIST);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const meeting = ['index', 'meeting', 'media', 'room'];
  const names = Object.values(manifest).flatMap(({ name }) => name ?? []);
  const handler = largestHandler(manifest);
  return {
    start: filesOf(['index'], manifest),
    meeting: [...filesOf(meeting, manifest), handler],
    later: [
      ...filesOf([...meeting, ...LATER.filter((name) => names.includes(name))], manifest),
      ...Object.values(manifest).flatMap(({ name = '', assets = [] }) =>
        LATER.includes(name) ? assets : [],
      ),
      handler,
    ],
    texts: Object.fromEntries(
      TRANSLATIONS.map((one) => [one, [textsOf(one, 'start'), textsOf(one, 'meeting')]]),
    ) as WayIn['texts'],
  };
}
