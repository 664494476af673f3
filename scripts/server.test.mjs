// The server gets a stop once however often it comes, and its exit code becomes ours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'server-'))));
afterEach(() => rmSync(folder, { recursive: true }));

// Counts its signals for a moment after the first, as a server that is stopping would live on.
const COUNTING = `
  let count = 0;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    if (++count === 1) setTimeout(() => { console.log('signals: ' + count); process.exit(7); }, 300);
  });
  console.log('ready');
  setInterval(() => {}, 1000);
`;

test('several signals of one Ctrl-C reach it as one', async () => {
  const { parent, exited, output } = await start(COUNTING);
  parent.kill('SIGINT');
  parent.kill('SIGTERM');
  await sleep(100);
  parent.kill('SIGINT');
  expect(await exited).toEqual([7, null]);
  expect(output()).toContain('signals: 1');
});

test('a server that does not stop is ended by a later signal', async () => {
  const { parent, exited } = await start(`process.on('SIGINT', () => {}); console.log('ready');
    setInterval(() => {}, 1000);`);
  parent.kill('SIGINT');
  await sleep(1200);
  // Of signals in the same second it takes one, whenever it comes to see them.
  const later = setInterval(() => parent.kill('SIGINT'), 500);
  const ended = await exited;
  clearInterval(later);
  expect(ended).toEqual([128 + 9, null]);
});

async function start(code) {
  const main = join(folder, 'main.mjs');
  writeFileSync(main, code);
  const module = new URL('server.mjs', import.meta.url).href;
  const script = `import { runServer } from '${module}';
    process.exit(await runServer(process.execPath, process.env, { main: '${main}' }));`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const exited = once(parent, 'exit');
  let text = '';
  parent.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  while (!text.includes('ready')) await once(parent.stdout, 'data');
  return { parent, exited, output: () => text };
}
