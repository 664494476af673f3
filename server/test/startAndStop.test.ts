// The program starts, says how to reach it, and stops when it is told to; or says in one line why not.
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { folderOfTest } from './support/folders.ts';
import { Page } from './support/page.ts';
import { freePort } from './support/ports.ts';
import { type Program, readyAddress, startProgram } from './support/program.ts';
import { offer } from './support/rtp.ts';

// Whole processes are started, at times on a machine that is busy with others.
vi.setConfig({ testTimeout: 120_000 });

const passwordOf = (program: Program) => /the password (\S+) \(/.exec(program.printed.out)?.[1];
const callIdOf = (program: Program) => /\/meeting\/(\d{9})/.exec(program.printed.out)?.[1];

/** By the loopback address: `localhost` may be IPv6 only. */
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
  const folder = folderOfTest();
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

test('a password that was given is not printed, and a public service begins empty', async () => {
  const program = await startProgram(folderOfTest(), {
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
  // A terminal sends it to all that belong to the program: its workers too, which may be gone first.
  ['Ctrl-C', (pid) => process.kill(-pid, 'SIGINT'), ['serverStopping', 'mediaFailed']],
];
test.each(signals)('on %s everybody is told, and it ends well', async (_, send, reasons) => {
  const program = await startProgram(folderOfTest());
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
    const { reason } = await page.told('meetingEnded');
    expect(reasons).toContain(reason);
    page.close();
  }
});

/** It must end by itself, having printed this one line and nothing else. */
async function expectRefusal(program: Program, line: string | RegExp): Promise<void> {
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.printed.out).toBe('');
  expect(program.printed.err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
}

test('a port that another program holds is named', async () => {
  const port = await freePort();
  const other = createServer().listen(port);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const program = await startProgram(folderOfTest(), { PORT: String(port) });
  await expectRefusal(program, `Port ${port} is in use by another program: set PORT`);
});

test.each(['udp4', 'tcp'] as const)(
  'a media port that another program holds by %s is named',
  async (kind) => {
    const port = await freePort();
    const other = kind === 'tcp' ? createServer().listen(port) : createSocket(kind).bind(port);
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const program = await startProgram(folderOfTest(), { MEDIA_PORT: String(port) });
    await expectRefusal(program, `media port ${port} is in use by another program: set MEDIA_PORT`);
  },
);

test.each<[string, Record<string, string>, RegExp]>([
  ['a port of 99999', { PORT: '99999' }, /PORT is "99999", but must be a port, 0 to 65535/],
  [
    'a media address that is none',
    { MEDIA_ANNOUNCED_ADDRESS: 'here' },
    /MEDIA_ANNOUNCED_ADDRESS is "here"/,
  ],
  ['a data folder in /proc', { DATA_DIR: '/proc/x' }, /DATA_DIR is "\/proc\/x"/],
  ['an address of another machine', { HOST: '203.0.113.77' }, /HOST/],
  ['a host name that is none', { HOST: 'no-such-host.invalid' }, /HOST/],
])('%s stops the start in one line', async (_, settings, line) => {
  await expectRefusal(await startProgram(folderOfTest(), settings), line);
});

test('a certificate or key that is none stops the start in one line', async () => {
  const folder = folderOfTest();
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
  writeFileSync(String(cert), '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
  writeFileSync(String(key), 'nonsense');
  const settings = { TLS_CERT: String(cert), TLS_KEY: String(key) };
  await expectRefusal(await startProgram(folder, settings), /TLS_CERT|TLS_KEY/);
});
