// Measures what pictures of rooms cost the compositor, beside ffmpeg's codecs: `npm run bench:compositor`.
import { parseArgs } from 'node:util';
import { compositorProgram } from '@distansmote/testkit/picture/compositorProgram.ts';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { median } from '../join/statistics.ts';
import {
  again,
  composed,
  layers,
  nothing,
  ONE_AND_FIVE,
  type Result,
  run,
  type Source,
  TWO_BY_TWO,
} from './cases.ts';
import { browserClip, type Content, FRAME_RATE, masterClip, roomClip } from './clips.ts';
import { type Coded, ffmpegVersion, Floor } from './floor.ts';
import { startMeasured } from './measured.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } },
});
const rounds = Number(options.rounds);
const program = compositorProgram;
if (program === undefined || !hasFfmpeg) {
  throw new Error('The compositor and ffmpeg are needed: npm test provides both.');
}
const floor = new Floor();
const RATE = 1_500_000;

/** The median of some rounds. */
async function measured(sources: readonly Source[], open: Parameters<typeof run>[2]) {
  const all: Result[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await run(program ?? '', sources, open));
  const [first] = all;
  return {
    ms: median(all.map(({ msPerPicture }) => msPerPicture)),
    memory: median(all.map(({ memory }) => memory)),
    frames: first?.frames ?? [],
  };
}

const percent = (ms: number) => Number(((ms * FRAME_RATE) / 10).toFixed(1));
const bitrateOf = (frames: readonly Buffer[]) =>
  (frames.reduce((sum, frame) => sum + frame.length, 0) * 8 * FRAME_RATE) / frames.length;

console.log('Percent of one core at 25 pictures a second, of CPU time, everything in one thread.');

const starts: number[] = [];
let idleMemory = 0;
for (let round = 0; round < 5; round += 1) {
  const begun = performance.now();
  const { compositor, peakMemory } = startMeasured(program);
  await compositor.encode(0, { isKeyFrame: false });
  starts.push(performance.now() - begun);
  idleMemory = peakMemory();
  compositor.close();
}
console.log(`start: ${median(starts).toFixed(0)} ms, ${idleMemory.toFixed(0)} MB`);

const room = await roomClip();
const vga = await browserClip('640x360', '500k');
const hd = await browserClip('1280x720', '1500k');
const small = await browserClip('320x180', '150k');
const sourcesOf = (codec: Source['codec'], ...all: Buffer[][]) =>
  all.map((frames) => ({ codec, frames }));

const decoding = [
  { name: 'H.264 720p', ...sourcesOf('H264', room)[0], size: [1280, 720] },
  { name: 'VP8 720p', ...sourcesOf('VP8', hd)[0], size: [1280, 720] },
  { name: 'VP8 360p', ...sourcesOf('VP8', vga)[0], size: [640, 360] },
] as const;
const decoded = [];
for (const { name, codec, frames, size } of decoding) {
  if (codec === undefined || frames === undefined) continue;
  const ours = await measured([{ codec, frames }], nothing);
  const [width, height] = size;
  const theirs = median(
    Array.from({ length: rounds }, () => floor.decode(codec, frames, width, height).msPerPicture),
  );
  decoded.push({ decode: name, compositor: percent(ours.ms), ffmpeg: percent(theirs) });
}
console.table(decoded);

const four = sourcesOf('VP8', vga, vga, vga, vga);
const large = sourcesOf('VP8', hd, small, small, small, small, small);
const work = [
  { work: '4 × 360p → composed → H.264 720p', sources: four, open: composed(TWO_BY_TWO) },
  { work: 'the same for two rooms', sources: four, open: composed(TWO_BY_TWO, 2) },
  { work: '720p + 5 × 180p → composed → H.264 720p', sources: large, open: composed(ONE_AND_FIVE) },
  { work: 'H.264 720p → VP8 720p', sources: sourcesOf('H264', room), open: again('VP8', RATE) },
  { work: 'H.264 720p → VP8 in three layers', sources: sourcesOf('H264', room), open: layers(3) },
  { work: 'H.264 720p → the two lower layers', sources: sourcesOf('H264', room), open: layers(2) },
];
const worked = [];
for (const { work: name, sources, open } of work) {
  const { ms, memory } = await measured(sources, open);
  worked.push({ work: name, compositor: percent(ms), MB: Math.round(memory) });
}
console.table(worked);

const LIVE = [
  '-tune',
  'zerolatency',
  '-g',
  '9999',
  '-b:v',
  '1500k',
  '-maxrate',
  '1500k',
  '-bufsize',
  '750k',
];
const x264 = (preset: string, profile = 'baseline') =>
  ['-c:v', 'libx264', '-preset', preset, '-profile:v', profile, ...LIVE] as const;
const OTHERS: Record<string, readonly string[]> = {
  'x264 ultrafast': x264('ultrafast'),
  'x264 superfast': x264('superfast'),
  'x264 veryfast': x264('veryfast'),
  'x264 veryfast, high': x264('veryfast', 'high'),
};
for (const content of ['camera', 'noise', 'test pattern'] satisfies Content[]) {
  const master = await masterClip(content);
  const sources = sourcesOf('H264', master);
  const decodingMs = (await measured(sources, nothing)).ms;
  const rows: Record<string, { '% of a core': number; 'kbit/s': number; SSIM: number }> = {};
  const add = (name: string, { msPerPicture, bitrate, ssim }: Coded) =>
    (rows[name] = {
      '% of a core': percent(msPerPicture),
      'kbit/s': Math.round(bitrate / 1000),
      SSIM: Number(ssim.toFixed(4)),
    });
  for (const [name, open, codec] of [
    ['compositor: H.264', again('H264', RATE), 'H264'],
    ['compositor: H.264 high', again('H264', RATE, 'high'), 'H264'],
    ['compositor: VP8', again('VP8', RATE), 'VP8'],
  ] as const) {
    const { ms, frames } = await measured(sources, open);
    const [coded = []] = frames;
    const isWhole = coded.length === master.length;
    add(isWhole ? name : `${name} (${master.length - coded.length} skipped)`, {
      msPerPicture: ms - decodingMs,
      bitrate: bitrateOf(coded),
      ssim: isWhole ? floor.ssim(codec, coded, master) : Number.NaN,
    });
  }
  for (const [name, args] of Object.entries(OTHERS)) add(name, floor.encode(master, args));
  console.log(`\nencode 720p at 1.5 Mbit/s: ${content} (ffmpeg ${ffmpegVersion()})`);
  console.table(rows);
}
floor.close();
