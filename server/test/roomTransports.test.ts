// Room systems by every transport: in the meeting under their own names, and heard and hearing like telephones.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);

/** In dB below full scale: a tone louder than the one counts as heard, quieter than the other as not. */
const HEARD = -45;
const UNHEARD = -60;
const WAIT_OPTIONS = { timeout: 20_000, interval: 200 };

// Whole telephones are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let server: TestServer;
let sipPort: number;
const stops: (() => unknown)[] = [];

async function serve(settings: Record<string, string> = { SIP_ROOMS: '1' }): Promise<void> {
  // SIP over TLS uses the next one.
  ({ firstPort: sipPort } = await freePorts(2));
  server = await startTestServer({ ...trunkSettings(sipPort), TLS_SELF_SIGNED: '1', ...settings });
  stops.push(() => server.stop());
}
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const peopleIn = async (callId: CallId) =>
  ((await server.meetings.find(callId))?.persons ?? []).map(({ kind, name }) => ({ kind, name }));

describe('a room that dials', () => {
  beforeEach(() => serve());

  test.each([
    ['UDP', (space: { videoName: string }) => space.videoName],
    ['TCP', (space: { videoName: string }) => space.videoName.toUpperCase()],
    ['TLS', (space: { callId: string }) => space.callId],
  ] as const)(
    'a video address by %s is in the meeting under its own name',
    async (transport, userOf) => {
      const space = await server.makeSpace('Årsmöte 2026');
      const page = await Page.open(server, { rejectUnauthorized: false });
      const rooms = new VirtualRooms(sipPort);
      stops.push(
        () => page.close(),
        () => rooms.close(),
      );
      await page.enter(space.callId, 'Anna', [offer('microphone')]);
      const room = await rooms.dial({ dials: userOf(space), transport, name: 'Mötesrum 3' });
      const { participant } = await page.waitForNotice('participantJoined');
      expect(participant).toMatchObject({ kind: 'room', name: 'Mötesrum 3', profession: '' });
      await page.waitForNotice('trackStarted', ({ track }) => track.source === 'microphone');
      await room.hangUp();
      await page.waitForNotice('participantLeft');
    },
  );
});

describe.skipIf(why !== undefined)('softphones', () => {
  async function start(options: TelephoneOptions): Promise<Telephone> {
    const telephone = await Telephone.start(options);
    stops.push(() => telephone.stop());
    return telephone;
  }

  async function dial(options: TelephoneOptions, user: string): Promise<Telephone> {
    const telephone = await start(options);
    telephone.dial(options.transport === 'tls' ? sipPort + 1 : sipPort, user);
    await vi.waitFor(() => expect(telephone.events).toContain('CALL_ESTABLISHED'), WAIT_OPTIONS);
    return telephone;
  }

  test('two rooms and a telephone in one meeting hear each other, and not themselves', async () => {
    await serve();
    const { callId, videoName } = await server.makeSpace();
    const tls = await dial({ number: 'rum1', hertz: 430, transport: 'tls' }, videoName);
    const tcp = await dial({ number: 'rum2', hertz: 790, transport: 'tcp' }, callId);
    const phone = await dial({ number: '+46480445511', hertz: 1_370 }, 'mote');
    await phone.key(`${callId}#`);
    await eventually(
      async () => (await peopleIn(callId)).map(({ kind }) => kind),
      ['room', 'room', 'phone'],
    );
    for (const [one, others, own] of [
      [tls, [790, 1_370], 430],
      [tcp, [430, 1_370], 790],
      [phone, [430, 790], 1_370],
    ] as const) {
      for (const hertz of others)
        await vi.waitFor(
          async () => expect(await one.hears(hertz)).toBeGreaterThan(HEARD),
          WAIT_OPTIONS,
        );
      await vi.waitFor(
        async () => expect(await one.hears(own)).toBeLessThan(UNHEARD),
        WAIT_OPTIONS,
      );
    }
    tls.hangUp();
    await eventually(async () => (await peopleIn(callId)).length, 2);
  });

  test('without SIP_ROOMS every call is a telephone’s, whatever it dials', async () => {
    await serve({});
    const { callId, videoName } = await server.makeSpace();
    const room = await dial({ number: 'rum1', hertz: 430 }, videoName);
    await room.key(`${callId}#`);
    await eventually(() => peopleIn(callId), [{ kind: 'phone', name: 'Telefon' }]);
  });
});
