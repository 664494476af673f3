// The program starts, says how to reach it, and stops when told to; or says in one line why it cannot.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { type Program, readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';

// Whole processes are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const passwordOf = (program: Program) => /the password (\S+) \(/.exec(program.printed.out)?.[1];
const callIdOf = (program: Program) => /\/meeting\/(\d{9})/.exec(program.printed.out)?.[1];

/** Over the loopback address: `localhost` may be IPv6 only. */
async function hostOf(program: Program) {
  const { port } = await readyAddress(program);
  const url = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${url}/api/meetings/${callIdOf(program)}`);
  expect(answer.status).toBe(200);
  const { callId, rtpCapabilities } = (await answer.json()) as MeetingLookUp;
  return { url, callId, mediaWorkers: { rtpCapabilities } };
}

async function stop(program: Program): Promise<void> {
  program.process.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, signal: null });
}

test('the first start prints an address, a password and a call ID that work; the second no password', async () => {
  const folder = tempFolder();
  const first = await startProgram(folder);
  const { url } = await hostOf(first);
  const password = passwordOf(first);
  expect(password).toMatch(/^[\w-]{16}$/);
  const signIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  expect(signIn.status).toBe(200);
  await stop(first);
  expect(first.printed.err).toBe('');

  const second = await startProgram(folder);
  await readyAddress(second);
  await stop(second);
  expect(second.printed.out).not.toContain('password');
  expect(second.printed.out).not.toContain('/meeting/');
  expect(readFileSync(join(folder, 'distansmote.sqlite'))).not.toContain(password);
});

test('a given password is not printed, and a public service starts without spaces', async () => {
  const program = await startProgram(tempFolder(), {
    ADMIN_PASSWORD: 'given and secret',
    PUBLIC_URL: 'https://join.example.org',
  });
  const address = await readyAddress(program);
  await stop(program);
  expect(address.href).toBe('https://join.example.org/');
  expect(program.printed.out).toContain('ADMIN_PASSWORD');
  expect(program.printed.out + program.printed.err).not.toContain('given and secret');
  expect(program.printed.out).not.toContain('/meeting/');
});

const signals: [string, (pid: number) => void, reasons: MeetingEndReason[]][] = [
  ['SIGTERM', (pid) => process.kill(pid, 'SIGTERM'), ['serverStopping']],
  ['SIGINT', (pid) => process.kill(pid, 'SIGINT'), ['serverStopping']],
  // A terminal signals the whole process group, so the workers may exit first.
  ['Ctrl-C', (pid) => process.kill(-pid, 'SIGINT'), ['serverStopping', 'mediaFailed']],
];
test.each(signals)('on %s everybody is told, and it exits cleanly', async (_, send, reasons) => {
  const program = await startProgram(tempFolder());
  const host = await hostOf(program);
  const anna = await Page.open(host, { reconnection: false });
  const bo = await Page.open(host, { reconnection: false });
  await anna.enter(host.callId, 'Anna', [offer('microphone')]);
  await bo.prepare(host.callId);
  const closed = new Promise((resolve) => anna.socket.once('disconnect', resolve));
  send(program.process.pid ?? 0);
  expect(await program.ended).toEqual({ code: 0, signal: null });
  if (reasons.length === 1) expect(program.printed.err).toBe('');
  await closed;
  for (const page of [anna, bo]) {
    const { reason } = await page.waitForNotice('meetingEnded');
    expect(reasons).toContain(reason);
    page.close();
  }
});

/** It must exit by itself, having printed this one line and nothing else. */
async function expectRefusal(program: Program, line: string | RegExp): Promise<void> {
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.printed.out).toBe('');
  expect(program.printed.err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
}

test('a first start that fails keeps the password for the next one', async () => {
  const folder = tempFolder();
  const port = await freePort();
  const other = createServer().listen(port);
  await once(other, 'listening');
  const failing = await startProgram(folder, { PORT: String(port) });
  await expectRefusal(failing, `Port ${port} is in use`);
  other.close();
  const program = await startProgram(folder);
  await hostOf(program);
  expect(passwordOf(program)).toMatch(/^[\w-]{16}$/);
  await stop(program);
});

test('idle and half-sent connections do not delay a stop', async () => {
  const program = await startProgram(tempFolder());
  const { url } = await hostOf(program);
  const port = Number(new URL(url).port);
  const sockets = [
    '',
    'GET /health HT',
    'POST /api/session HTTP/1.1\r\nContent-Length: 9\r\n\r\n{',
  ].map((text) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    if (text !== '') socket.write(text);
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  await stop(program);
  expect(program.printed.err).toBe('');
  for (const socket of sockets) socket.destroy();
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s in the middle of the start ends it',
  async (signal) => {
    const program = await startProgram(tempFolder(), { MEDIA_WORKERS: '2' });
    // Once a worker is being started.
    await vi.waitFor(
      () => {
        if (childrenOf(program.process.pid).length === 0) throw new Error('no worker yet');
      },
      { timeout: 60_000, interval: 1 },
    );
    program.process.kill(signal);
    expect(await program.ended).toEqual({ code: 0, signal: null });
  },
);

function childrenOf(pid = 0): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
}

test('a kill in the middle of the very first start leaves a folder that the next one can use', async () => {
  for (let tries = 0; tries < 6; tries += 1) {
    const folder = tempFolder();
    const killed = await startProgram(folder);
    await vi.waitFor(
      () => {
        if (!existsSync(join(folder, 'distansmote.sqlite'))) throw new Error('no database yet');
      },
      { timeout: 60_000, interval: 1 },
    );
    await sleep(tries);
    killed.process.kill('SIGKILL');
    await killed.ended;
    const next = await startProgram(folder);
    await readyAddress(next);
    await stop(next);
  }
});

test('a port that another program holds is named', async () => {
  const port = await freePort();
  const other = createServer().listen(port);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const program = await startProgram(tempFolder(), { PORT: String(port) });
  await expectRefusal(program, `Port ${port} is in use by another program: set PORT`);
});

test.each(['udp4', 'tcp'] as const)(
  'a media port that another program holds by %s is named',
  async (kind) => {
    const port = await freePort();
    const other = kind === 'tcp' ? createServer().listen(port) : createSocket(kind).bind(port);
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const program = await startProgram(tempFolder(), { MEDIA_PORT: String(port) });
    await expectRefusal(program, `media port ${port} is in use by another program: set MEDIA_PORT`);
  },
);

test.each<[string, Record<string, string>, RegExp]>([
  ['a port of 99999', { PORT: '99999' }, /PORT is "99999", but must be a port, 0 to 65535/],
  [
    'an invalid media address',
    { MEDIA_ANNOUNCED_ADDRESS: 'here' },
    /MEDIA_ANNOUNCED_ADDRESS is "here"/,
  ],
  ['a data folder in /proc', { DATA_DIR: '/proc/x' }, /DATA_DIR is "\/proc\/x"/],
  [
    'a web port among the media ports',
    { PORT: '45000', MEDIA_PORT: '45000' },
    /PORT is 45000, but media/,
  ],
  ['an address of another machine', { HOST: '203.0.113.77' }, /HOST/],
  ['an unknown host name', { HOST: 'no-such-host.invalid' }, /HOST/],
])('%s stops the start in one line', async (_, settings, line) => {
  await expectRefusal(await startProgram(tempFolder(), settings), line);
});

test('an invalid certificate or key stops the start in one line', async () => {
  const folder = tempFolder();
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
  writeFileSync(String(cert), '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
  writeFileSync(String(key), 'nonsense');
  const settings = { TLS_CERT: String(cert), TLS_KEY: String(key) };
  await expectRefusal(await startProgram(folder, settings), /TLS_CERT|TLS_KEY/);
});
