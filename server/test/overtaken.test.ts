// Work in progress for somebody who has left or was removed is discarded.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { observer } from 'mediasoup';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, expect, test } from 'vitest';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { untilStill } from '@distansmote/testkit/waiting/untilStill.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { UNKNOWN_CALL_ID } from '@distansmote/testkit/server/testServer.ts';

const PROOF_DELAY_MS = 300;
const media = watchMedia();
let routersMade = 0;
observer.on('newworker', ({ observer: worker }) =>
  worker.on('newrouter', () => (routersMade += 1)),
);

const { server, open, conveneMeeting, closePages } = await sharedServer(
  {},
  { guessLimits: { perClient: 3, delaysMs: [], proofDelayMs: PROOF_DELAY_MS } },
);
afterEach(async () => {
  closePages();
  await server.meetings.endAll('endedByConvener');
});

const preparing = (callId: CallId, { credentials }: Page) => ({
  callId,
  ...credentials,
  rtpCapabilities: server.mediaWorkers.rtpCapabilities,
});

test('somebody who prepares first in a meeting and leaves at once leaves nothing running', async () => {
  const { callId } = await server.makeSpace();
  for (let time = 0; time < 10; time += 1) {
    const page = await open();
    page.socket.emit('request', 'prepare', preparing(callId, page), () => undefined);
    // First the router is created, then the transports.
    while (server.meetings.count === 0) await nextTurn();
    page.close();
    await eventually(() => server.meetings.count, 0);
  }
  await eventually(() => server.signalling.connectionCount, 0);
  // One whose creation was under way may still be made, and is closed.
  await untilStill(() => routersMade);
  expect(media.open).toEqual({ routers: 0, transports: 0, producers: 0, consumers: 0 });
});

test('a preparing tab is told of no track once its person is removed through another tab', async () => {
  const { callId, convener } = await conveneMeeting();
  const [lars, tab] = [await open(), await open()];
  const { participantId } = await lars.enter(callId, 'Lars');
  tab.personKey = lars.personKey;
  const meeting = await server.meetings.find(callId);
  if (meeting === undefined) throw new Error('nobody is there');
  // Simulates a slow media worker.
  let removed = (): void => undefined;
  const isRemoved = new Promise<void>((resolve) => (removed = resolve));
  const { media: slow } = meeting;
  const openParticipant = slow.openParticipant.bind(slow);
  slow.openParticipant = async (...asked) => {
    const opened = await openParticipant(...asked);
    await isRemoved;
    return opened;
  };
  const refusal = tab.expectRefusal('prepare', preparing(callId, tab));
  await eventually(() => media.open.transports, 6);
  await convener.request('removeParticipant', { participantId });
  removed();
  // Somebody must let them in again.
  expect(await refusal).toEqual({ code: 'needsLobby' });
  await convener.request('startTrack', offer('microphone'));
  expect(meeting.headcount.waiting).toBe(0);
  expect(tab.notices).toEqual([]);
});

test('somebody who knocks during guessing, and leaves before the answer, takes up no entry in the lobby', async () => {
  const guesser = await open();
  guesser.secret = 'A'.repeat(22);
  for (let time = 0; time < 4; time += 1)
    await guesser.ask('prepare', preparing(UNKNOWN_CALL_ID, guesser));
  const page = await open();
  page.secret = guesser.secret;
  page.socket.emit(
    'request',
    'knock',
    { callId: UNKNOWN_CALL_ID, ...page.credentials, name: 'Gengångare', profession: '' },
    () => undefined,
  );
  await sleep(PROOF_DELAY_MS / 3);
  page.close();
  await sleep(2 * PROOF_DELAY_MS);
  expect(server.meetings.uncheckedLobbies.of(UNKNOWN_CALL_ID).guests()).toEqual([]);
  // Those who stay wait there.
  const patient = await open();
  expect(await patient.knock(UNKNOWN_CALL_ID, 'Elsa')).toMatchObject({ isNumberChecked: false });
  expect(server.meetings.uncheckedLobbies.of(UNKNOWN_CALL_ID).guests()).toMatchObject([
    { name: 'Elsa' },
  ]);
});
