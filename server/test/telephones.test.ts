// Real telephones in real meetings, by every transport: who hears whom, and what happens to a call when a part fails
// or stops.
import { networkInterfaces } from 'node:os';
import { describe, expect, test as base, vi } from 'vitest';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);

const hasIPv6 = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .some(({ address }) => address === '::1');

/** In dB below full scale: a tone louder than the one counts as heard, quieter than the other as not. */
const HEARD = -45;
const UNHEARD = -60;
/** Of samples up to 1: speech is louder, comfort noise is not. */
const AUDIBLE = 0.02;
/** In samples. */
const A_SECOND = 8_000;
// Chosen so that the intermodulation of two of them in the mix's soft clipping never hits the third.
const WAIT_OPTIONS = { timeout: 20_000, interval: 200 };
/** For what takes fifteen seconds by itself. */
const LONG_PATIENCE = { timeout: 40_000, interval: 200 };

// Whole telephones are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const media = watchMedia();

const hears = (telephone: Telephone, hertz: number) =>
  vi.waitFor(async () => expect(await telephone.hears(hertz)).toBeGreaterThan(HEARD), WAIT_OPTIONS);
/** At a second in which the IVR plays no prompt. */
const hearsNot = (telephone: Telephone, hertz: number) =>
  vi.waitFor(async () => expect(await telephone.hears(hertz)).toBeLessThan(UNHEARD), WAIT_OPTIONS);
const isHungUp = (telephone: Telephone) =>
  vi.waitFor(() => expect(telephone.events).toContain('CALL_CLOSED'), WAIT_OPTIONS);
/** One test's server, with the telephones and pages that it opens. */
class Scene {
  readonly #stops: (() => unknown)[] = [];
  #server: TestServer | undefined;

  async serve(address = '127.0.0.1'): Promise<{ server: TestServer; sipPort: number }> {
    // SIP over TLS uses the next one.
    const { firstPort: sipPort } = await freePorts(2);
    const server = await startTestServer({
      ...trunkSettings(sipPort, address),
      TLS_SELF_SIGNED: '1',
      PHONE_NUMBER: '0480-44 55 11',
    });
    this.#server = server;
    this.#stops.push(() => server.stop());
    return { server, sipPort };
  }

  async ring(sipPort: number, callId: string, options: TelephoneOptions): Promise<Telephone> {
    const telephone = await Telephone.start(options);
    this.#stops.push(() => telephone.stop());
    telephone.dial(options.transport === 'tls' ? sipPort + 1 : sipPort);
    await vi.waitFor(() => expect(telephone.events).toContain('CALL_ESTABLISHED'), WAIT_OPTIONS);
    await telephone.key(`${callId}#`);
    return telephone;
  }

  async openPage(running: TestServer): Promise<Page> {
    const page = await Page.open(running, { rejectUnauthorized: false });
    this.#stops.push(() => page.close());
    return page;
  }

  async areThere(callId: string, count: number, patience = WAIT_OPTIONS): Promise<void> {
    await vi.waitFor(async () => {
      const meeting = await this.#server?.meetings.find(callId as never);
      expect(meeting?.presentCount ?? 0).toBe(count);
    }, patience);
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop();
  }
}

// Run concurrently: they mostly wait for calls.
const it = base.extend<{ scene: Scene }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture's needs off the pattern.
  scene: async ({}, use) => {
    const scene = new Scene();
    await use(scene);
    await scene.close();
  },
});

/** A telephone in a meeting where nobody speaks: neither the IVR, nor the page. */
async function inSilence(scene: Scene) {
  const { server: running, sipPort } = await scene.serve();
  const { callId } = await running.makeSpace();
  const page = await scene.openPage(running);
  await page.enter(callId, 'Anna');
  const there = await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
  const { participant } = await page.waitForNotice('participantJoined');
  let listenedTo = 0;
  /** Waits for silence, also if the call has ended meanwhile. @returns what it has heard since. */
  const isSpokenTo = () =>
    vi.waitFor(async () => {
      const heard = (await there.heard()).slice(listenedTo);
      expect(loudest(heard)).toBeGreaterThan(AUDIBLE);
      return heard;
    }, WAIT_OPTIONS);
  const isLeftInPeace = () =>
    vi.waitFor(async () => {
      const heard = await there.heard();
      listenedTo = heard.length;
      expect(loudest(heard.slice(-A_SECOND))).toBeLessThan(AUDIBLE);
    }, WAIT_OPTIONS);
  // The IVR announces the meeting.
  await isSpokenTo();
  await isLeftInPeace();
  return { running, sipPort, callId, page, there, participant, isSpokenTo, isLeftInPeace };
}

async function inAnotherMeeting(scene: Scene, running: TestServer) {
  const { callId } = await running.makeSpace();
  const [page, other] = [await scene.openPage(running), await scene.openPage(running)];
  await page.enter(callId, 'Karin', [offer('microphone')]);
  await other.enter(callId, 'Lars');
  return {
    async isUndisturbed() {
      await page.request('raiseHand', {});
      await other.waitForNotice('handRaised');
      const names = [...page.noticeNames, ...other.noticeNames];
      expect(names).not.toContain('meetingEnded');
      expect(names).not.toContain('trackStopped');
    },
  };
}

describe.skipIf(why !== undefined)('telephones', () => {
  it.concurrent('hear each other over UDP, TCP and SRTP, and not themselves', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const udp = await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
    const tcp = await scene.ring(sipPort, callId, { number: 'Anna', hertz: 790, transport: 'tcp' });
    const tls = await scene.ring(sipPort, callId, {
      number: '4511',
      hertz: 1_370,
      transport: 'tls',
    });
    await scene.areThere(callId, 3);
    for (const [telephone, others, own] of [
      [udp, [790, 1_370], 430],
      [tcp, [430, 1_370], 790],
      [tls, [430, 790], 1_370],
    ] as const) {
      for (const hertz of others) await hears(telephone, hertz);
      await hearsNot(telephone, own);
    }
    udp.hangUp();
    await scene.areThere(callId, 2);
  });

  it.concurrent('are each heard once, even when one speaks for somebody in a browser', async ({
    scene,
  }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const page = await scene.openPage(running);
    await page.enter(callId, 'Anna');
    const bo = await scene.ring(sipPort, callId, { number: '+46701234567', hertz: 790 });
    await scene.areThere(callId, 2);
    const { pin } = await page.request('requestDialIn', {});
    const anna = await scene.ring(sipPort, `${callId}${pin}`, {
      number: '+46480445511',
      hertz: 430,
    });
    await page.waitForNotice('linkedPhoneChanged');
    await hears(anna, 790);
    await hears(bo, 430);
    await hearsNot(anna, 430);
    await scene.areThere(callId, 2);
  });

  it.concurrent('share one hand with the page of their person', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const [anna, bo] = [await scene.openPage(running), await scene.openPage(running)];
    const { participantId } = await anna.enter(callId, 'Anna');
    await bo.enter(callId, 'Bo');
    const { pin } = await anna.request('requestDialIn', {});
    const telephone = await scene.ring(sipPort, `${callId}${pin}`, {
      number: '+46480445511',
      hertz: 430,
    });
    await anna.waitForNotice('linkedPhoneChanged');
    await anna.request('raiseHand', {});
    await bo.waitForNotice('handRaised');
    await telephone.key('*1');
    expect(await bo.waitForNotice('handLowered')).toEqual({ participantId });
    bo.notices.length = 0;
    await telephone.key('*1');
    await bo.waitForNotice('handRaised', (body) => body.participantId === participantId);
    await anna.request('lowerHand', {});
    await bo.waitForNotice('handLowered');
    bo.notices.length = 0;
    await telephone.key('*1');
    await bo.waitForNotice('handRaised');
  });

  it.concurrent('that send nothing are removed after fifteen seconds', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const [gone, stays] = [
      await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 }),
      await scene.ring(sipPort, callId, { number: '+46701234567', hertz: 790 }),
    ];
    await scene.areThere(callId, 2);
    gone.freeze();
    await scene.areThere(callId, 1, LONG_PATIENCE);
    expect(stays.events).not.toContain('CALL_CLOSED');
  });

  it.skipIf(!hasIPv6).concurrent('hear each other over IPv6', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve('::1');
    const { callId } = await running.makeSpace();
    const [anna, bo] = [
      await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430, isIPv6: true }),
      await scene.ring(sipPort, callId, {
        number: '4511',
        hertz: 790,
        isIPv6: true,
        transport: 'tcp',
      }),
    ];
    await scene.areThere(callId, 2);
    await hears(anna, 790);
    await hears(bo, 430);
  });

  it.concurrent('are told that the service stops, and hung up', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const there = await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
    await scene.areThere(callId, 1);
    await running.stop();
    await isHungUp(there);
  });

  it.concurrent('are hung up when the audio thread fails, and may call again; others notice nothing', async ({
    scene,
  }) => {
    const { server: running, sipPort } = await scene.serve();
    const bystander = await inAnotherMeeting(scene, running);
    const { callId } = await running.makeSpace();
    const before = await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
    await scene.areThere(callId, 1);
    await running.phones?.terminateForTest('audio');
    await isHungUp(before);
    await scene.areThere(callId, 0);
    await bystander.isUndisturbed();
    await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
    await scene.areThere(callId, 1);
  });

  it.concurrent('are told when the SIP thread fails, leave the meeting, and may call again', async ({
    scene,
  }) => {
    const { running, sipPort, callId, page, isSpokenTo } = await inSilence(scene);
    const bystander = await inAnotherMeeting(scene, running);
    await running.phones?.terminateForTest('sip');
    await page.waitForNotice('participantLeft');
    // With nobody to end the call it hears why, and then silence.
    await isSpokenTo();
    await vi.waitFor(() => expect(running.phones?.callCount).toBe(0), WAIT_OPTIONS);
    await bystander.isUndisturbed();
    await scene.ring(sipPort, callId, { number: '+46701234567', hertz: 790 });
    await scene.areThere(callId, 2);
  });

  it.concurrent.for([
    ['that they are removed', 'removed'],
    ['that the space is deleted', 'spaceDeleted'],
    ['that the meeting is over', 'endedByConvener'],
  ] as const)('hear %s, and are hung up', async ([, reason], { scene }) => {
    const { running, callId, there, participant, isSpokenTo } = await inSilence(scene);
    const meeting = await running.meetings.find(callId);
    const caller = meeting?.find(participant.id);
    if (reason !== 'removed') await running.meetings.end(callId, reason);
    else if (caller !== undefined) meeting?.moderation.remove(caller);
    await isHungUp(there);
    const words = await isSpokenTo();
    // The call was still up while the prompts played.
    expect(words.length).toBeGreaterThan(A_SECOND);
  });

  it.concurrent('are told when somebody does not hear them, and when all do again', async ({
    scene,
  }) => {
    const { page, participant, isSpokenTo, isLeftInPeace } = await inSilence(scene);
    for (const sound of ['notReceived', 'played'] as const) {
      const reports = [{ of: participant.id, sound, picture: 'unknown' as const }];
      await page.request('reportPlayback', { reports });
      await isSpokenTo();
      await isLeftInPeace();
    }
  });

  // Sequential, since it kills every media worker.
  it('rejoin by themselves when the media worker dies', async ({ scene }) => {
    const { server: running, sipPort } = await scene.serve();
    const { callId } = await running.makeSpace();
    const anna = await scene.ring(sipPort, callId, { number: '+46480445511', hertz: 430 });
    const bo = await scene.ring(sipPort, callId, { number: '+46701234567', hertz: 790 });
    await scene.areThere(callId, 2);
    await hears(anna, 790);
    for (const { pid } of media.workers) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(running.mediaWorkers.count).toBe(1), WAIT_OPTIONS);
    await scene.areThere(callId, 2);
    await hears(anna, 790);
    await hears(bo, 430);
  });
});

const loudest = (samples: Float32Array) =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
