// Real room systems call the SIP thread: what they offer with a picture, and make of our answer.
import { generate } from 'selfsigned';
import { afterEach, expect, it, vi } from 'vitest';
import { BaresipRoom, whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { LinphoneRoom, whyNoLinphoneRoom } from '@distansmote/testkit/room/linphoneRoom.ts';
import type { RoomEndpoint } from '@distansmote/testkit/room/roomEndpoint.ts';
import { RunningSip, transportAt } from '@distansmote/testkit/telephone/sipThread.ts';

const missing = { baresip: whyNoBaresipRoom(), Linphone: whyNoLinphoneRoom() };
for (const why of Object.values(missing)) if (why !== undefined) console.warn(`Left out: ${why}`);

const pair = await generate([{ name: 'commonName', value: 'localhost' }]);
const tls = { cert: pair.cert, key: pair.private };
const WITH_VIDEO = { audio: transportAt(40_000), video: transportAt(40_002) };
const OFTEN = { timeout: 30_000, interval: 500 };
vi.setConfig({ testTimeout: 90_000 });

let sip: RunningSip | undefined;
let room: RoomEndpoint | undefined;

afterEach(async () => {
  await room?.stop();
  await sip?.stop();
  expect(sip?.errors ?? []).toEqual([]);
  room = sip = undefined;
});

async function start(
  name: keyof typeof missing,
  transport: 'udp' | 'tls',
  isAvpf: boolean,
): Promise<RoomEndpoint> {
  if (name === 'Linphone') return LinphoneRoom.start({ name: 'room', hertz: 0, transport, isAvpf });
  return BaresipRoom.start({ number: 'room', hertz: 0, transport, width: 320, height: 180 });
}

it.each([
  ['baresip', 'udp', false],
  ['baresip', 'tls', false],
  ['Linphone', 'udp', false],
  ['Linphone', 'udp', true],
] as const)('%s by %s, with AVPF: %s', async (name, transport, isAvpf) => {
  if (missing[name] !== undefined) return;
  const running = (sip = await RunningSip.start({ tls }));
  const caller = (room = await start(name, transport, isAvpf));
  const { udpPort, tlsPort = 0 } = running.ports;
  caller.dial(transport === 'udp' ? udpPort : tlsPort);
  const { call, wants } = await running.event('arrived');
  expect(wants).toEqual({ video: true, slides: false, text: false });
  running.answer(call, WITH_VIDEO);
  const pictureIn = async (count: number) =>
    (await running.event('agreed', count)).media.find(({ kind }) => kind === 'video');
  const picture = await pictureIn(1);
  expect(picture).toMatchObject({
    kind: 'video',
    content: 'main',
    isHearing: true,
    isSending: true,
    receives: { packetizationMode: 0, profile: 'constrainedBaseline' },
  });
  expect(picture?.remoteSrtpKey === undefined).toBe(transport === 'udp');
  caller.hold();
  expect(await pictureIn(2)).toMatchObject({ isHearing: false, isSending: false });
  // Linphone ignores it until it has our answer to the hold.
  await vi.waitFor(() => {
    if (running.all('agreed').length > 2) return;
    caller.resume();
    throw new Error('not resumed');
  }, OFTEN);
  expect(await pictureIn(3)).toMatchObject({ isHearing: true, isSending: true });
  caller.hangUp();
  expect(await running.event('ended')).toEqual({ type: 'ended', call, by: 'caller' });
});

it.skipIf(missing.baresip !== undefined)('baresip turns its camera off, and on again', async () => {
  const running = (sip = await RunningSip.start());
  const caller = (room = await start('baresip', 'udp', false));
  caller.dial(running.ports.udpPort);
  running.answer((await running.event('arrived')).call, WITH_VIDEO);
  await running.event('agreed');
  const sending = async (count: number) =>
    (await running.event('agreed', count)).media.map(({ kind, isSending }) => [kind, isSending]);
  caller.setCamera(false);
  expect(await sending(2)).toEqual([
    ['audio', true],
    ['video', false],
  ]);
  caller.setCamera(true);
  expect(await sending(3)).toEqual([
    ['audio', true],
    ['video', true],
  ]);
});
