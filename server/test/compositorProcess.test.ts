// The compositor as a process: what it may do, and how it ends; its client tells each end once.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compositorProgram } from '@distansmote/testkit/picture/compositorProgram.ts';
import { randomFrom } from '@distansmote/testkit/random.ts';
import { startCompositor } from '@distansmote/testkit/picture/startCompositor.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { setScene } from '../src/picture/compositorMessages.ts';

const program = compositorProgram ?? '';
const it = test.runIf(compositorProgram !== undefined);
const RATES = { bitrate: 100_000, frameRate: 10 };
const REFUSED = { isDecoded: false, needsKeyFrame: true, width: 0, height: 0 };

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'compositor-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that is not the compositor. */
function scriptOf(line: string): string {
  const path = join(folder, 'script');
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
  return path;
}

it('can open no file, no socket, and run no program', () => {
  const { stdout, status } = spawnSync(program, ['--test-sandbox'], { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('refused: '))).toEqual([]);
  expect(lines.length).toBeGreaterThanOrEqual(8);
  expect(status).toBe(0);
});

it('is under the same filter and the same limits while it runs', async () => {
  const { compositor } = startCompositor();
  await compositor.encode(1, { isKeyFrame: true });
  const read = (name: string) => readFileSync(`/proc/${compositor.pid}/${name}`, 'utf8');
  expect(read('status')).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(read('status')).toMatch(/^Seccomp:\s+2$/m);
  expect(read('status')).toMatch(/^Threads:\s+1$/m);
  expect(read('limits')).toMatch(/^Max address space\s+4294967296\s/m);
  expect(read('limits')).toMatch(/^Max open files\s+0\s/m);
});

it('is killed: what was asked is answered, and its end is told once', async () => {
  const { compositor, seen } = startCompositor();
  await compositor.encode(1, { isKeyFrame: true });
  process.kill(compositor.pid ?? 0, 'SIGSTOP');
  const asked = [
    compositor.encode(1, { isKeyFrame: true }),
    compositor.decode(1, 'VP8', Buffer.alloc(9)),
  ];
  process.kill(compositor.pid ?? 0, 'SIGKILL');
  expect(await Promise.all(asked)).toEqual([undefined, REFUSED]);
  await eventually(() => seen.exits, 1);
  expect(await compositor.encode(1, { isKeyFrame: true })).toBeUndefined();
  compositor.forget(1);
  compositor.close();
  expect(seen).toEqual({ exits: 1, complaints: [] });
});

it('is closed: what was asked is answered, the process ends, and no end is told', async () => {
  const { compositor, seen } = startCompositor();
  await compositor.encode(1, { isKeyFrame: true });
  const asked = compositor.encode(1, { isKeyFrame: true });
  compositor.close();
  compositor.close();
  expect(await asked).toBeUndefined();
  await eventually(() => existsSync(`/proc/${compositor.pid}`), false);
  expect(seen).toEqual({ exits: 0, complaints: [] });
});

test('a program that is not there ends at once', async () => {
  const { seen } = startCompositor(join(folder, 'nothing'));
  await eventually(() => seen.exits, 1);
  expect(seen.complaints[0]).toContain('ENOENT');
});

test('a program for which there is no file descriptor ends at once, and nothing with it', () => {
  const module = new URL('../src/platform/framedProcess.ts', import.meta.url).href;
  const script = `
    import { openSync } from 'node:fs';
    import { FramedProcess } from '${module}';
    try { for (;;) openSync('/dev/null'); } catch {}
    const framed = new FramedProcess('/bin/cat', [], {
      onMessage: () => console.log('answered'),
      onComplaint: (text) => console.log(text),
      onExit: () => console.log('exited'),
    });
    framed.post(Buffer.of(1));
    if (framed.queuedBytes === 0) framed.kill();`;
  const limited = 'ulimit -n 100; exec "$0" --input-type=module -e "$1"';
  const args = ['-c', limited, process.execPath, script];
  const { stdout, status } = spawnSync('/bin/sh', args, { encoding: 'utf8' });
  expect(stdout).toBe('spawn /bin/cat EMFILE\nexited\n');
  expect(status).toBe(0);
});

test('who does not read is refused frames, and killed before it costs more', async () => {
  const { compositor, seen } = startCompositor(scriptOf('exec /bin/sleep 1000'));
  const frames = Array.from({ length: 40 }, () =>
    compositor.decode(1, 'VP8', Buffer.alloc(2_000_000)),
  );
  const outstanding = compositor.outstanding;
  expect(outstanding).toBeLessThan(20);
  const image = { width: 1280, height: 720, rgba: new Uint8Array(1280 * 720 * 4) };
  for (let bitmap = 0; bitmap < 20; bitmap += 1) compositor.setBitmap(bitmap, image);
  expect(await Promise.all(frames)).toEqual(frames.map(() => REFUSED));
  await eventually(() => seen.exits, 1);
  expect(seen.complaints[0]).toBe('it does not read what it is sent');
});

test('who does not answer is killed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { compositor, seen } = startCompositor(scriptOf('exec /bin/cat >/dev/null'));
  const asked = compositor.encode(1, { isKeyFrame: true });
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  expect(await asked).toBeUndefined();
  await eventually(() => seen, { exits: 1, complaints: ['it does not answer'] });
});

test.each([
  ['an answer that nobody asked', 'exec /bin/cat', 'it answered what nobody asked'],
  ['an endless message', 'exec /usr/bin/yes', 'a message is too long'],
])('%s ends it', async (_, line, complaint) => {
  const { compositor, seen } = startCompositor(scriptOf(line));
  void compositor.encode(1, { isKeyFrame: true });
  await eventually(() => seen, { exits: 1, complaints: [complaint] });
});

test('who answers wrongly over and over is complained of once', async () => {
  const wrong = String.raw`\013\000\000\000\001\001\000\000\000\001\001\000\000\000\000`;
  const line = `while :; do printf '${wrong}'; done`;
  const { compositor, seen } = startCompositor(scriptOf(line));
  void compositor.encode(1, { isKeyFrame: true });
  await eventually(() => seen, { exits: 1, complaints: ['it answered what nobody asked'] });
});

test('a complaint without end is cut, and not waited for', async () => {
  const line = `/usr/bin/head -c 100000 /dev/zero | /usr/bin/tr '\\0' x >&2; exec /bin/sleep 1000`;
  const { seen } = startCompositor(scriptOf(line));
  await eventually(() => seen.complaints[0]?.length, 500);
  expect(seen.exits).toBe(0);
});

it('who comes when there is no room goes without, and all others on', async () => {
  const { compositor, seen } = startCompositor();
  compositor.setScene(1, { width: 16, height: 16, background: 0, tiles: [], overlays: [] });
  const options = { codec: 'VP8', input: { canvas: 1 }, width: 16, height: 16 } as const;
  const encoders = Array.from({ length: 610 }, (_, at) => at);
  for (const at of encoders) compositor.openEncoder(at, { ...options, ...RATES });
  const encoded = await Promise.all(
    encoders.map((at) => compositor.encode(at, { isKeyFrame: true })),
  );
  expect(encoded.map((one) => one !== undefined)).toEqual(encoders.map((at) => at < 600));
  for (const at of encoders)
    compositor.setScene(at, { width: 16, height: 16, background: 0, tiles: [], overlays: [] });
  const image = { width: 2, height: 2, rgba: new Uint8Array(16) };
  for (let at = 0; at < 1_100; at += 1) compositor.setBitmap(at, image);
  const answers = encoders.map((at) => compositor.decode(at, 'VP8', Buffer.alloc(20)));
  expect(await Promise.all(answers)).toEqual(answers.map(() => REFUSED));
  expect(seen).toEqual({ exits: 0, complaints: [] });
});

test('no more than a thousand questions wait', async () => {
  const { compositor } = startCompositor(scriptOf('exec /bin/cat >/dev/null'));
  for (let times = 0; times < 1_000; times += 1) void compositor.encode(1, { isKeyFrame: false });
  expect(await compositor.encode(1, { isKeyFrame: false })).toBeUndefined();
  expect(compositor.outstanding).toBe(1_000);
});

const scene = { width: 640, height: 360, background: 0, tiles: [], overlays: [] };
const tile = { source: 1, x: 0, y: 0, width: 640, height: 360, fit: 'cover' } as const;

it.each([
  ['a tile beyond its canvas', setScene(1, { ...scene, tiles: [{ ...tile, x: 2 }] })],
  ['an odd tile', setScene(1, { ...scene, tiles: [{ ...tile, width: 639 }] })],
  ['a canvas that is too large', setScene(1, { ...scene, width: 1920, height: 1920 })],
  ['a message that is cut off', setScene(1, scene).subarray(0, 9)],
  ['an unknown message', Buffer.from([200])],
])('%s ends it with a reason', (_, message) => {
  const { status, stderr } = spawnSync(program, { input: framed(message), encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('random messages end it with a reason, never with a crash', { retry: 0 }, () => {
  const random = randomFrom(Number(process.env['COMPOSITOR_FUZZ_SEED'] ?? 1));
  for (let times = 0; times < 60; times += 1) {
    const messages = Array.from({ length: 20 }, (_unused, type) => {
      const bytes = Buffer.alloc(Math.floor(random() * 60), 0);
      for (const at of bytes.keys()) if (random() < 0.3) bytes[at] = Math.floor(random() * 256);
      return framed(Buffer.concat([Buffer.from([1 + (type % 10)]), bytes]));
    });
    // Each on its own, since the first wrong one is the last.
    const input = messages[times % messages.length];
    const { status, signal } = spawnSync(program, { input, stdio: 'pipe' });
    expect({ signal, status: status ?? -1 }).toEqual({
      signal: null,
      status: status === 0 ? 0 : 1,
    });
  }
});

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(message.length);
  return Buffer.concat([head, message]);
}
