// Wrong call IDs in video addresses: each is charged once, to budgets of room systems, and never before the ACK.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, test } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import {
  startTestServer,
  type TestServer,
  UNKNOWN_CALL_ID,
} from '@distansmote/testkit/server/testServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const WRONG = `mote-${UNKNOWN_CALL_ID}`;

let server: TestServer;
let rooms: VirtualRooms;
let callId: CallId;
beforeEach(async () => {
  const sipPort = await freePort();
  server = await startTestServer(
    { ...trunkSettings(sipPort), SIP_ROOMS: '1' },
    { guessLimits: { roomsTotal: 2 } },
  );
  rooms = new VirtualRooms(sipPort);
  ({ callId } = await server.makeSpace());
});
afterEach(async () => {
  rooms.close();
  await server.stop();
});

const presentCount = async () => (await server.meetings.find(callId))?.presentCount ?? 0;

/** As each room's own: only the total is spent. */
let dialled = 0;
const uri = () => `rum${(dialled += 1)}@county.example`;

/** Charged when the look-up is done, before the first word; the words take too long to wait for. */
async function guess(): Promise<void> {
  const room = await rooms.dial({ dials: WRONG, uri: uri() });
  await room.hangUp();
}

test('each is charged once: after as many as the budget has, rooms must knock, and telephones need not', async () => {
  await guess();
  await rooms.dial({ dials: callId, uri: uri() });
  await eventually(presentCount, 1);
  await guess();
  const page = await Page.open(server);
  await page.enter(callId, 'Anna');
  const waiting = await rooms.dial({ dials: callId, uri: uri() });
  await eventually(async () => {
    const meeting = await server.meetings.find(callId);
    return meeting?.lobbyGuests.map(({ kind, isUnchecked }) => ({ kind, isUnchecked }));
  }, [{ kind: 'room', isUnchecked: true }]);
  await waiting.hangUp();
  const phone = await rooms.dial({ dials: 'mote', uri: uri() });
  await phone.key(`${callId}#`);
  await eventually(presentCount, 3);
  page.close();
});

test('an INVITE without an ACK charges nothing', async () => {
  for (let forged = 0; forged < 10; forged += 1) await rooms.invite({ dials: WRONG, uri: uri() });
  await rooms.dial({ dials: callId, uri: uri() });
  await eventually(presentCount, 1);
});

test('the ACK charges once, however often it comes', async () => {
  const room = await rooms.dial({ dials: WRONG, uri: uri() });
  for (let time = 0; time < 10; time += 1) room.acknowledge();
  await rooms.dial({ dials: callId, uri: uri() });
  await eventually(presentCount, 1);
});

test('a room that found its number within the hour finds it again, though the budget is spent', async () => {
  const known = await rooms.dial({ dials: callId, uri: 'rum1@county.example' });
  await eventually(presentCount, 1);
  await known.hangUp();
  await guess();
  await guess();
  await rooms.dial({ dials: callId, uri: 'rum1@county.example' });
  await eventually(presentCount, 1);
});
