// The log of a server's life, from start to stop: every line structured, and none about a person.
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { expect, test, vi } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { logLinesOf, readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';

vi.setConfig({ testTimeout: 120_000 });

test('a meeting starts and ends in the log, without naming anybody', async () => {
  const program = await startProgram(tempFolder(), { LOG_LEVEL: 'debug' });
  const { port } = await readyAddress(program);
  const callId = /\/meeting\/(\d{9})/.exec(program.printed.out)?.[1] ?? '';
  const url = `http://127.0.0.1:${port}`;
  const lookUp = (await (await fetch(`${url}/api/meetings/${callId}`)).json()) as MeetingLookUp;
  const host = { url, mediaWorkers: { rtpCapabilities: lookUp.rtpCapabilities } };
  const visitor = await Page.open(host);
  const anna = await Page.open(host);
  const bo = await Page.open(host);
  const said = (msg: string) => logLinesOf(program).filter((line) => line.msg === msg);

  // A client that prepares but never joins does not start a meeting.
  await visitor.prepare(lookUp.callId);
  visitor.close();
  const { participantId } = await anna.enter(lookUp.callId, 'Anna Andersson', [
    offer('microphone'),
  ]);
  await bo.enter(lookUp.callId, 'Bosse Bengtsson');
  await bo.expectRefusal('sendMessage', { text: 'Smärtstillande' });
  anna.close();
  bo.close();
  await eventually(() => said('meeting closed').length, 1);
  const carl = await Page.open(host, { reconnection: false });
  await carl.enter(lookUp.callId, 'Carl Carlsson');
  process.kill(program.process.pid ?? 0, 'SIGTERM');
  await program.ended;
  carl.close();

  const [started] = said('server started');
  expect(started).toMatchObject({ level: 'info', port: Number(port), workers: 1 });
  expect(said('meeting opened')).toMatchObject([{ meetings: 1 }, { meetings: 1 }]);
  expect(said('meeting closed')).toMatchObject([
    { level: 'info', mostPresent: 2, reason: 'everybodyLeft', meetings: 0 },
    { mostPresent: 1, reason: 'serverStopping' },
  ]);
  expect(said('meeting closed')[0]?.['seconds']).toEqual(expect.any(Number));
  expect(said('request answered')).toContainEqual(
    expect.objectContaining({ level: 'debug', request: 'sendMessage', refusal: 'invalid' }),
  );
  expect(said('socket closed').length).toBeGreaterThanOrEqual(3);
  expect(said('server stopping')).toMatchObject([{ meetings: 1, connections: 1 }]);

  const log = JSON.stringify(logLinesOf(program));
  for (const secret of ['Andersson', 'Bengtsson', 'Smärtstillande', callId, participantId]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('127.0.0.1');
  expect(program.printed.err).toBe('');
});

test('a client that could receive no track is refused, and logs nothing', async () => {
  const program = await startProgram(tempFolder(), {});
  const { port } = await readyAddress(program);
  const callId = /\/meeting\/(\d{9})/.exec(program.printed.out)?.[1] ?? '';
  const url = `http://127.0.0.1:${port}`;
  const lookUp = (await (await fetch(`${url}/api/meetings/${callId}`)).json()) as MeetingLookUp;
  const { rtpCapabilities } = lookUp;
  const anna = await Page.open({ url, mediaWorkers: { rtpCapabilities } });
  await anna.enter(lookUp.callId, 'Anna', [offer('microphone')]);
  // mediasoup wants a boolean there, and would report each track in a message that contains the key.
  const codecs = rtpCapabilities.codecs?.map((codec) => ({
    ...codec,
    parameters: { 'written-into-the-log': true },
  }));
  const foreign = { url, mediaWorkers: { rtpCapabilities: { ...rtpCapabilities, codecs } } };
  for (let count = 0; count < 5; count += 1) {
    const page = await Page.open(foreign as never);
    await expect(page.prepare(lookUp.callId)).rejects.toThrow('invalid');
    page.close();
  }
  anna.close();
  process.kill(program.process.pid ?? 0, 'SIGTERM');
  await program.ended;
  expect(logLinesOf(program).filter(({ level }) => level !== 'info')).toEqual([]);
  expect(program.printed.out).not.toContain('written-into-the-log');
});
