// Takes pictures of every page and state into docs/screens: `npm run screens -- [--only SCENE,…] [--out FOLDER]`.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Capture } from './capture.ts';
import { pageScenes } from './pages.ts';
import { roomScenes } from './room.ts';
import { ScreenIndex } from './screenIndex.ts';
import { Studio } from './studio.ts';

const scenes = { ...pageScenes, ...roomScenes };

const { values } = parseArgs({
  options: {
    /** Names of scenes, or how these begin. */
    only: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/screens', import.meta.url)) },
  },
});
const wanted = values.only?.split(',');
const chosen = Object.entries(scenes).filter(
  ([name]) => wanted === undefined || wanted.some((start) => name.startsWith(start)),
);
if (chosen.length === 0)
  throw new Error(`no such scene; there are ${Object.keys(scenes).join(', ')}`);

await mkdir(values.out, { recursive: true });
const index = await ScreenIndex.read(values.out);
const studio = await Studio.open(new Capture(values.out, index));
for (const [name, play] of chosen) {
  const startMs = performance.now();
  try {
    await play(studio);
    console.log(`${name}: ${Math.round((performance.now() - startMs) / 1_000)} s`);
  } catch (error) {
    // The others are taken all the same.
    console.error(`${name} failed:`, error);
    process.exitCode = 1;
  }
  await studio.endScene();
  await index.write();
}
await studio.close();
