// `npm run dev` gives server and client at one address, follows changes to both, and leaves nothing behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const SCRIPT = join(ROOT, 'scripts', 'dev.mjs');
const READY = /Distansmöte is ready: (\S+)/g;

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dev-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test(
  'server and client answer at one address; changes to either are followed',
  { timeout: 300_000 },
  async () => {
    const [port, mediaPort] = await freePorts(2);
    const url = `http://localhost:${port}`;
    const dev = start({ PORT: port, MEDIA_PORT: mediaPort, MEDIA_WORKERS: 1 });
    try {
      await dev.until(() => dev.readyCount() === 1);
      expect(dev.output()).toContain(`Distansmöte is ready: ${url}\n`);
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ready' });
      expect(await (await fetch(`${url}/`)).text()).toContain('/@vite/client');
      const script = await fetch(`${url}/src/main.tsx`);
      expect(script.headers.get('content-type')).toMatch(/javascript/);
      // As the page does: other origins get 403.
      const signIn = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { Origin: url, 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'nobody', password: 'a wrong password' }),
      });
      expect(signIn.status).toBe(401);
      await connectByWebSocket(url);

      touch('server/src/main.ts');
      await dev.until(() => dev.readyCount() === 2);
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ready' });
      touch('client/src/main.tsx');
      await dev.until(() => dev.output().includes('page reload src/main.tsx'));
    } finally {
      dev.child.kill('SIGINT');
    }
    expect(await dev.exited).toEqual([0, null]);
    for (const host of ['localhost', '127.0.0.2']) await listen(port, host);
  },
);

test('a port that is taken is named, and nothing is started', async () => {
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  const { port } = taken.address();
  const dev = start({ PORT: port });
  expect(await dev.exited).toEqual([1, null]);
  expect(dev.output().trim()).toBe(
    `Port ${port} is in use by another program, such as npm start: set PORT to another one.`,
  );
  taken.close();
});

function start(settings) {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, DATA_DIR: folder, ...settings },
  });
  const exited = once(child, 'exit');
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => (text += part));
  // Vite colours what it says where `CI` is set.
  const output = () => stripVTControlCharacters(text);
  const readyCount = () => text.match(READY)?.length ?? 0;
  const until = async (isSo) => {
    const end = Date.now() + 90_000;
    while (!isSo()) {
      if (Date.now() > end) throw new Error(`npm run dev has gone no further than:\n${text}`);
      if (child.exitCode !== null) throw new Error(`npm run dev has ended:\n${text}`);
      await sleep(50);
    }
  };
  return { child, exited, output, readyCount, until };
}

function touch(path) {
  const now = new Date();
  utimesSync(join(ROOT, path), now, now);
}

/** Opens an Engine.IO session, whose first packet is `0`, `open`. */
async function connectByWebSocket(url) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const [{ data }] = await once(socket, 'message');
  expect(data).toMatch(/^0{"sid":/);
  socket.close();
}

async function listen(port, host) {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
}

async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '0.0.0.0'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => probe.address().port);
  for (const probe of probes) probe.close();
  return ports;
}
