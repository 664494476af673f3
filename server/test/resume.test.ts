// A dropped socket keeps its session for a grace period, and nobody else notices.
import { randomUUID } from 'node:crypto';
import {
  MESSAGE_BUDGET,
  MESSAGE_MAX_LENGTH,
} from '@distansmote/shared/signalling/messageLimits.ts';
import { expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { TcpProxy } from '@distansmote/testkit/relay/tcpProxy.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const { server, open } = await sharedServer({}, { graceMs: 20_000 });
const hasty = await sharedServer({}, { graceMs: 10 });

/** Cuts the connection, and waits until the page has reconnected. */
async function cutAndBack(page: Page): Promise<boolean> {
  const back = new Promise<void>((resolve) => page.socket.once('connect', () => resolve()));
  page.cut();
  await back;
  return page.socket.recovered;
}

test('a page that reconnects is still in the meeting, and the others saw nothing', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna', [offer('microphone')]);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await anna.waitForNotice('trackStarted');
  for (const page of [anna, bo, bo]) expect(await cutAndBack(page)).toBe(true);
  await bo.request('pauseTrack', { source: 'microphone' });
  await anna.waitForNotice('trackPaused');
  expect(anna.noticeNames).toEqual(['participantJoined', 'trackStarted', 'trackPaused']);
  expect(bo.notices).toEqual([]);
});

test('a page that has not received anything yet can resume as well', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  await anna.enter(callId, 'Anna', [offer('microphone')]);
  expect(await cutAndBack(anna)).toBe(true);
  await anna.request('pauseTrack', { source: 'microphone' });
});

test('a waiting page resumes what it had prepared', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  await anna.prepare(callId);
  expect(await cutAndBack(anna)).toBe(true);
  await anna.request('join', { name: 'Anna', profession: '', tracks: [] });
});

test('notices from the gap are delivered on resuming, in order', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna', [offer('microphone')]);
  await bo.enter(callId, 'Bo');
  bo.socket.io.reconnection(false);
  bo.cut();
  await eventually(() => bo.socket.connected, false);
  await anna.request('pauseTrack', { source: 'microphone' });
  await anna.request('startTrack', offer('camera'));
  await anna.request('resumeTrack', { source: 'microphone' });
  expect(bo.notices).toEqual([]);
  bo.socket.connect();
  await bo.waitForNotice('trackResumed');
  await bo.waitForNotice('trackStarted');
  expect(bo.socket.recovered).toBe(true);
  const noticeNames = bo.noticeNames.filter((name) => name !== 'trackStarted');
  expect(noticeNames).toEqual(['trackPaused', 'trackResumed']);
});

test('a page that stays away too long has left, and must join again', async () => {
  const { callId } = await hasty.server.makeSpace();
  const anna = await hasty.open();
  const bo = await hasty.open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo', [offer('microphone')]);
  await anna.waitForNotice('trackStarted');
  bo.socket.io.reconnection(false);
  bo.cut();
  expect(await anna.waitForNotice('participantLeft')).toEqual({
    participantId,
    reason: 'connectionLost',
  });
  expect(anna.noticeNames.slice(-2)).toEqual(['trackStopped', 'participantLeft']);

  const back = new Promise<void>((resolve) => bo.socket.once('connect', () => resolve()));
  bo.socket.connect();
  await back;
  expect(bo.socket.recovered).toBe(false);
  expect(await bo.expectRefusal('pauseTrack', { source: 'microphone' })).toEqual({
    code: 'notJoined',
  });
  expect((await bo.enter(callId, 'Bo')).participants).toHaveLength(1);
});

test('a page that is closed has left at once, even if its farewell is lost', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo');
  bo.socket.io.reconnection(false);
  // As browsers close the WebSockets of a page that is gone.
  const { ws } = bo.socket.io.engine.transport as unknown as { ws: { close(code: number): void } };
  ws.close(1001);
  expect(await anna.waitForNotice('participantLeft')).toEqual({ participantId, reason: 'left' });
});

test('a page that resumes twice, the second time before the drop is noticed, still gets everything', async () => {
  const { callId } = await server.makeSpace();
  const proxy = await TcpProxy.start(server.port);
  const anna = await Page.open({ ...server, url: `http://127.0.0.1:${proxy.port}` });
  await anna.enter(callId, 'Anna');
  expect(await cutAndBack(anna)).toBe(true);
  // The page changes networks: its browser closes the socket, which the server still believes to be open.
  const former = anna.socket.id;
  const back = new Promise<void>((resolve) => anna.socket.once('connect', () => resolve()));
  proxy.blackhole();
  anna.socket.io.engine.close();
  await back;
  // Not again: two sockets with one id would replace each other.
  expect(anna.socket.recovered).toBe(false);
  expect(anna.socket.id).not.toBe(former);
  await anna.enter(callId, 'Anna');
  const clara = await open();
  await clara.enter(callId, 'Clara');
  await anna.waitForNotice('participantJoined', ({ participant }) => participant.name === 'Clara');
  anna.close();
  proxy.close();
});

test('leaving on purpose gets no grace period', async () => {
  const { callId } = await server.makeSpace();
  const anna = await open();
  const bo = await open();
  await anna.enter(callId, 'Anna');
  const { participantId } = await bo.enter(callId, 'Bo');
  bo.close();
  expect(await anna.waitForNotice('participantLeft')).toEqual({ participantId, reason: 'left' });
});

test('a page that has missed more than can be sent at once reconnects as new, and gets into the meeting', async () => {
  const { callId } = await server.makeSpace();
  const bo = await open();
  await bo.enter(callId, 'Bo');
  bo.socket.io.reconnection(false);
  bo.cut();
  await eventually(() => bo.socket.connected, false);
  // More than anybody is sent at once on return.
  const text = 'x'.repeat(MESSAGE_MAX_LENGTH);
  for (let written = 0; written < 350_000;) {
    const writer = await open();
    await writer.enter(callId, 'Skribent');
    for (let sent = 0; sent < MESSAGE_BUDGET.messages; sent += 1) {
      await writer.request('sendMessage', { id: randomUUID(), to: 'everybody', text });
      written += text.length;
    }
  }
  const back = new Promise<void>((resolve) => bo.socket.once('connect', () => resolve()));
  bo.socket.connect();
  await back;
  expect(bo.socket.recovered).toBe(false);
  expect((await bo.enter(callId, 'Bo')).hasMessages).toBe(true);
});
