// A server by itself, as administrators see it: one line with counts, and nothing to drain.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer();
afterEach(() => void vi.useRealTimers());

test('its people, meetings and media workers are counted, and nobody is named', async () => {
  const admin = await server.signInAdmin();
  const { callId } = await server.makeSpace('Vårdplanering Ek');
  const anna = await open();
  const { participantId } = await anna.enter(callId, 'Anna Andersson');
  await (await open()).enter(callId, 'Bo');
  const { status, body } = await admin.ask<NodeDescription[]>('GET', '/api/nodes');
  expect(status).toBe(200);
  expect(body).toEqual([
    {
      id: 'this',
      address: null,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      people: 2,
      meetings: 1,
      mediaWorkers: 1,
      lentWorkers: 0,
      borrowedWorkers: 0,
      calls: 0,
      status: 'running',
      isDrainAsked: false,
    },
  ]);
  for (const secret of ['Ek', 'Anna', callId, participantId])
    expect(JSON.stringify(body)).not.toContain(secret);
});

test('a page of it that is left open does not keep its administrator signed in', async () => {
  const admin = await server.signInAdmin();
  const later = (minutes: number) =>
    void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
  const status = async () => (await admin.ask('GET', '/api/nodes')).status;
  later(40);
  expect(await status()).toBe(200);
  later(30);
  expect(await status()).toBe(401);
});

test('it cannot be drained, and stays ready', async () => {
  const admin = await server.signInAdmin();
  const drained = await admin.ask('POST', '/api/nodes/this/drain');
  expect([drained.status, drained.body]).toEqual([
    409,
    expect.objectContaining({ title: 'noOtherServer' }),
  ]);
  expect((await admin.ask('DELETE', '/api/nodes/this/drain')).status).toBe(204);
  expect((await admin.ask('POST', '/api/nodes/other/drain')).status).toBe(404);
  expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({
    status: 'ready',
  });
});
