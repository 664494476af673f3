// Whose audio and DTMF a call accepts, and where it sends its own: attacks from other addresses.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test as base, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SoundPhone, type SoundPhoneSettings } from '@distansmote/testkit/telephone/soundPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

/** Longer than the thread ever waits for another source. */
const ATTACK_MS = 3_500;
const STRANGER = { address: '127.0.0.2' };

const sipPort = await freePort();
const { server } = await sharedServer(trunkSettings(sipPort));

interface Fixtures {
  page: Page;
  trunk: SipPhone;
  openSound: (settings?: SoundPhoneSettings) => Promise<SoundPhone>;
}
// Run concurrently, since an attack takes its time.
const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture's needs off the pattern.
  page: async ({}, use) => {
    const page = await Page.open(server);
    await use(page);
    page.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  trunk: async ({}, use) => {
    const trunk = await SipPhone.udp(sipPort);
    await use(trunk);
    trunk.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  openSound: async ({}, use) => {
    const sounds: SoundPhone[] = [];
    await use(async (settings) => {
      const sound = await SoundPhone.open(settings);
      sounds.push(sound);
      return sound;
    });
    for (const sound of sounds) sound.close();
  },
});

/** A packet of silence every 100 ms from a stranger who has found the port. */
async function attack({ rtpPort }: VirtualPhone, stranger: SoundPhone): Promise<void> {
  stranger.connect({ port: rtpPort, srtpKey: '' });
  const until = performance.now() + ATTACK_MS;
  while (performance.now() < until) {
    stranger.send(stranger.toneOf(20));
    await pause(100);
  }
}

/** The number of people in the meeting also holds if one left and another joined. */
const presentIn = async (callId: never) => (await server.meetings.find(callId))?.presentCount ?? 0;

describe.concurrent('a stranger who knows the port of a silent telephone', () => {
  test.concurrent('receives no audio of the meeting, neither at first nor after a re-INVITE', async ({
    page,
    trunk,
    openSound,
  }) => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna');
    const [silent, moved, stranger] = [
      await openSound(),
      await openSound(),
      await openSound(STRANGER),
    ];
    const call = await VirtualPhone.join(trunk, callId, { sound: silent });
    await page.waitForNotice('participantJoined');
    await attack(call, stranger);
    expect(stranger.heard).toHaveLength(0);
    await vi.waitFor(() => expect(silent.heard.length).toBeGreaterThan(100), WAIT_OPTIONS);
    await call.invite({ sound: moved });
    call.acknowledge();
    await attack(call, stranger);
    expect(stranger.heard).toHaveLength(0);
    await vi.waitFor(() => expect(moved.heard.length).toBeGreaterThan(100), WAIT_OPTIONS);
    await call.hangUp();
  });

  test.concurrent('cannot inject DTMF', async ({ page, trunk, openSound }) => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna');
    const [silent, stranger] = [await openSound(), await openSound(STRANGER)];
    const call = await VirtualPhone.call(trunk, { sound: silent });
    await attack(call, stranger);
    for (const digit of callId) stranger.key(Number(digit));
    stranger.key(11);
    await pause(1_000);
    expect(await presentIn(callId as never)).toBe(1);
    // They would be the right digits, had the telephone sent them.
    for (const digit of callId) silent.key(Number(digit));
    silent.key(11);
    await page.waitForNotice('participantJoined');
    await call.hangUp();
  });
});

describe.concurrent('before the ACK', () => {
  /** Each digit in three packets, so that all of them are held back. */
  const keyEarly = (sound: SoundPhone, callId: string) => {
    for (const digit of callId) sound.key(Number(digit), 4);
    sound.key(11, 4);
  };

  test.concurrent('a sender that spoofs the trunk’s address in an INVITE directs audio to nobody, and its DTMF is ignored', async ({
    page,
    trunk,
    openSound,
  }) => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna');
    const sound = await openSound();
    const call = new VirtualPhone(trunk);
    const before = trunk.received.length;
    await call.invite({ sound });
    keyEarly(sound, callId);
    sound.startTone();
    await pause(ATTACK_MS);
    expect(sound.heard).toHaveLength(0);
    expect(sound.reports).toHaveLength(0);
    expect(await presentIn(callId as never)).toBe(1);
    const bytes = trunk.received.slice(before).join('').length;
    // 100, and the 200 after 0, 0.5, 1.5 and perhaps 3.5 seconds (RFC 3261 §13.3.1.4).
    expect(bytes).toBeLessThan(4_000);
  });

  test.concurrent('DTMF is held back until the ACK, and counts afterwards', async ({
    page,
    trunk,
    openSound,
  }) => {
    const { callId } = await server.makeSpace();
    await page.enter(callId, 'Anna');
    const sound = await openSound();
    const call = new VirtualPhone(trunk);
    await call.invite({ sound });
    keyEarly(sound, callId);
    await pause(300);
    call.acknowledge();
    await page.waitForNotice('participantJoined');
    await vi.waitFor(() => expect(sound.heard.length).toBeGreaterThan(10), WAIT_OPTIONS);
    await call.hangUp();
  });
});

test.concurrent('a telephone that advertises a private address is heard from the address it calls from, and nobody else is', async ({
  page,
  trunk,
  openSound,
}) => {
  const { callId } = await server.makeSpace();
  await page.enter(callId, 'Anna');
  const [behindNat, stranger] = [await openSound(), await openSound(STRANGER)];
  const call = await VirtualPhone.join(trunk, callId, { sound: behindNat, address: '10.0.0.5' });
  await page.waitForNotice('participantJoined');
  await attack(call, stranger);
  behindNat.startTone();
  await vi.waitFor(() => expect(behindNat.heard.length).toBeGreaterThan(50), WAIT_OPTIONS);
  await attack(call, stranger);
  expect(stranger.heard).toHaveLength(0);
  await call.hangUp();
});
