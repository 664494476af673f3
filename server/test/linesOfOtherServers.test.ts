// Telephones that call another server than the one that has their meeting: they are in it as any other.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { watchMedia } from '@distansmote/testkit/media/mediaWatch.ts';
import { type PhoneNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Space } from '../src/spaces/spaceStore.ts';

// What is said to a telephone takes its time.
vi.setConfig({ testTimeout: 120_000 });
const WAIT = { timeout: 60_000, interval: 10 };

const media = watchMedia();
const nodes = await TestNodes.create();
const settings = { PHONE_NUMBER: '0480-44 55 11' };
const holder = await nodes.startWithPhones(settings);
const lineServer = await nodes.startWithPhones(settings);
const third = await nodes.startWithPhones(settings);
afterAll(() => nodes.stop());

const NUMBER = '+46480445511';
const MASKED = '+46 480 ••• 511';
const [ELSA, BO, CILLA] = [310, 370, 430] as const;

const open: { close(): void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) one.close();
  for (const node of [holder, lineServer, third]) {
    await node.meetings.endAll('endedByConvener');
    await eventually(() => node.phones?.callCount, 0);
  }
});

const keep = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

let lastNumber = 100;
/** Nobody else calls from it, and shares its budget. */
const newNumber = () => `+46701234${(lastNumber += 1)}`;

const ring = async (
  node: PhoneNode,
  digits: string,
  hertz: number,
  number = newNumber(),
): Promise<ListeningPhone> =>
  keep(await ListeningPhone.join(node.sipPort, digits, { number, hertz }));

/** Karin convenes it, by browser, at the server that holds it. */
async function convene(changes: Partial<Space> = {}) {
  const { account, page } = await openStaff(holder);
  const space = await holder.spaces.create({
    name: 'Vårdplanering',
    ownerId: account.id,
    ...changes,
  });
  keep(page);
  await page.enter(space.callId, 'Karin');
  return { space, callId: space.callId, karin: page };
}

async function enter(callId: CallId, name: string): Promise<Page> {
  const page = keep(await Page.open(holder));
  await page.enter(callId, name, [offer('microphone')]);
  return page;
}

/** Karin's meeting, with Elsa by telephone at the other server, who has been told that she is in it. */
async function conveneWithPhone(changes: Partial<Space> = {}) {
  const convened = await convene(changes);
  const elsa = await ring(lineServer, convened.callId, ELSA, NUMBER);
  const { participant } = await convened.karin.waitForNotice('participantJoined');
  await elsa.hearsPrompt('inMeeting');
  return { ...convened, elsa, elsaId: participant.id, participant };
}

const ofElsa = (id: ParticipantId) => (body: { participantId: ParticipantId; source: string }) =>
  body.participantId === id && body.source === 'microphone';

const presentCount = (callId: CallId) => holder.meetings.presentCounts.get(callId) ?? 0;

describe('a telephone at another server', () => {
  test('is in the meeting under its masked number, and nowhere else', async () => {
    const { callId, karin, participant } = await conveneWithPhone();
    expect(participant).toMatchObject({ kind: 'phone', name: MASKED, isConvener: false });
    const { track } = await karin.waitForNotice('trackStarted');
    expect(track).toMatchObject({ participantId: participant.id, isPaused: false });
    expect(track.rtpParameters.codecs[0]?.mimeType).toBe('audio/PCMA');
    expect(presentCount(callId)).toBe(2);
    expect(lineServer.meetings.count).toBe(0);
    expect(JSON.stringify(karin.notices)).not.toContain('480445511');
  });

  test('hears the others and is heard, and does not hear itself', async () => {
    const { callId, karin, elsa, elsaId } = await conveneWithPhone();
    const bo = await ring(holder, callId, BO);
    const cilla = await ring(third, callId, CILLA);
    await eventually(() => presentCount(callId), 4);
    for (const [one, others, own] of [
      [elsa, [BO, CILLA], ELSA],
      [bo, [ELSA, CILLA], BO],
      [cilla, [ELSA, BO], CILLA],
    ] as const) {
      for (const hertz of others) await one.hears(hertz);
      await one.hearsNot(own);
    }
    await karin.waitForNotice('speakersChanged', ({ speakerIds }) => speakerIds.includes(elsaId));
  });

  test('turns its microphone off and on by *6, and all see it', async () => {
    const { callId, karin, elsa, elsaId } = await conveneWithPhone();
    const bo = await ring(holder, callId, BO);
    await bo.hears(ELSA);
    await elsa.key('*6');
    await karin.waitForNotice('trackPaused', ofElsa(elsaId));
    await elsa.hearsPrompt('microphoneOff');
    await bo.hearsNot(ELSA);
    await elsa.key('*6');
    await karin.waitForNotice('trackResumed', ofElsa(elsaId));
    await elsa.hearsPrompt('microphoneOn');
    await bo.hears(ELSA);
  });

  test('is told that a convener has turned its microphone off, and turns it on again', async () => {
    const { karin, elsa, elsaId } = await conveneWithPhone();
    await karin.request('muteParticipant', { participantId: elsaId });
    await karin.waitForNotice('trackPaused', ofElsa(elsaId));
    await elsa.hearsPrompt('mutedByConvener');
    await elsa.key('*6');
    await karin.waitForNotice('trackResumed', ofElsa(elsaId));
    await elsa.hearsPrompt('microphoneOn');
  });

  test('raises its hand, and is told when somebody lowers it', async () => {
    const { karin, elsa, elsaId } = await conveneWithPhone();
    await elsa.key('*1');
    const { participantId } = await karin.waitForNotice('handRaised');
    expect(participantId).toBe(elsaId);
    await elsa.hearsPrompt('handRaised');
    await karin.request('lowerHandOf', { participantId: elsaId });
    await elsa.hearsPrompt('handLowered');
    await elsa.key('*1');
    await eventually(() => karin.all('handRaised').length, 2);
    await elsa.key('*1');
    await eventually(() => karin.all('handLowered').length, 2);
  });

  test('is told how many are there, and that somebody came or all have gone', async () => {
    const { callId, karin, elsa } = await conveneWithPhone();
    const anna = await enter(callId, 'Anna');
    // That she came may still be on its way to the server of the line.
    await vi.waitFor(async () => {
      elsa.forget();
      await elsa.key('*#');
      await elsa.hearsPrompt('peopleHere');
      expect(elsa.prompts).toEqual(expect.arrayContaining(['youAre', 'digit3']));
    }, WAIT);
    karin.close();
    anna.close();
    await elsa.hearsPrompt('othersLeft');
    elsa.forget();
    await enter(callId, 'Bo');
    await elsa.hearsPrompt('someoneCame');
  });

  test('is told when somebody does not hear it, and when all do again', async () => {
    const { karin, elsa, elsaId } = await conveneWithPhone();
    const report = (sound: 'notReceived' | 'played') =>
      karin.request('reportPlayback', { reports: [{ of: elsaId, sound, picture: 'unknown' }] });
    await report('notReceived');
    await elsa.hearsPrompt('notHeard');
    await report('played');
    await elsa.hearsPrompt('heardAgain');
  });

  test('is named by a convener', async () => {
    const { karin, elsaId } = await conveneWithPhone();
    await karin.request('renameParticipant', { participantId: elsaId, name: 'Elsa' });
    const { participant } = await karin.waitForNotice('participantChanged');
    expect(participant).toMatchObject({ id: elsaId, name: 'Elsa', kind: 'phone' });
  });

  test('is gone at once when it hangs up', async () => {
    const { callId, karin, elsa, elsaId } = await conveneWithPhone();
    await elsa.hangUp();
    const { participantId, reason } = await karin.waitForNotice('participantLeft');
    expect([participantId, reason]).toEqual([elsaId, 'left']);
    expect(presentCount(callId)).toBe(1);
  });

  test('that is removed is told so, hung up, and not let in again from that number', async () => {
    const { callId, karin, elsa, elsaId } = await conveneWithPhone();
    await karin.request('removeParticipant', { participantId: elsaId });
    await karin.waitForNotice('participantLeft');
    await elsa.hearsPrompt('removed');
    await elsa.untilHungUp();
    const again = await ring(third, callId, ELSA, NUMBER);
    await again.hearsPrompt('removed');
    expect(presentCount(callId)).toBe(1);
  });

  test.each([
    [
      'the convener ends the meeting',
      'endedByConvener',
      ({ karin }: { karin: Page }) => karin.request('endMeeting', {}),
    ],
    [
      'the space is deleted at a third server',
      'spaceDeleted',
      async ({ space }: { space: Space }) => {
        const admin = await third.signInAdmin();
        expect((await admin.ask('DELETE', `/api/spaces/${space.id}`)).status).toBe(204);
      },
    ],
  ] as const)('is told and hung up when %s', async (_, prompt, end) => {
    const convened = await conveneWithPhone();
    await end(convened);
    await convened.elsa.hearsPrompt(prompt);
    await convened.elsa.untilHungUp();
  });

  test('is told that the meeting is locked', async () => {
    const { callId, karin } = await convene();
    await karin.request('setLocked', { isLocked: true });
    const elsa = await ring(lineServer, callId, ELSA);
    await elsa.hearsPrompt('locked');
    await elsa.untilHungUp();
  });

  test('waits in the lobby until a convener comes and lets it in', async () => {
    const { account, page: karin } = await openStaff(holder);
    keep(karin);
    const { callId } = await holder.spaces.create({
      name: 'Vårdplanering',
      ownerId: account.id,
      lobby: 'everybody',
    });
    // It keeps the meeting here.
    const bo = await ring(holder, callId, BO);
    await bo.hearsPrompt('convenerMissing');
    const elsa = await ring(lineServer, callId, ELSA, NUMBER);
    await elsa.hearsPrompt('convenerMissing');
    await karin.enter(callId, 'Karin');
    await elsa.hearsPrompt('convenerCame');
    const { lobby } = await karin.request('leave', {}).then(() => karin.enter(callId, 'Karin'));
    const guest = lobby.find(({ name }) => name === MASKED);
    expect(guest).toMatchObject({ kind: 'phone' });
    expect(elsa.prompts).not.toContain('letIn');
    await karin.request('admit', { participantId: guest?.id as ParticipantId });
    await elsa.hearsPrompt('letIn');
    await elsa.hearsPrompt('inMeeting');
    const { participant } = await karin.waitForNotice('participantJoined');
    expect(participant).toMatchObject({ id: guest?.id, name: MASKED });
  });

  test('is told and hung up when a convener turns it away, and is seen no more when it hangs up in the lobby', async () => {
    const { callId, karin } = await convene({ lobby: 'everybody' });
    const elsa = await ring(lineServer, callId, ELSA);
    await elsa.hearsPrompt('convenerTold');
    const { lobby } = await karin.waitForNotice('lobbyChanged', (body) => body.lobby.length === 1);
    await karin.request('deny', { participantId: lobby[0]?.id as ParticipantId });
    await elsa.hearsPrompt('turnedAway');
    await elsa.untilHungUp();
    const cilla = await ring(lineServer, callId, CILLA);
    await cilla.hearsPrompt('convenerTold');
    await eventually(() => karin.all('lobbyChanged').at(-1)?.lobby.length, 1);
    await cilla.hangUp();
    await eventually(() => karin.all('lobbyChanged').at(-1)?.lobby.length, 0);
  });

  test('hears a right number and a wrong one, as at one server', async () => {
    const { callId } = await convene();
    const elsa = await ring(lineServer, '999999999', ELSA);
    await elsa.hearsPrompt('numberIsWrong');
    await elsa.key(`${callId}#`);
    await elsa.hearsPrompt('inMeeting');
    expect(presentCount(callId)).toBe(2);
  });
});

describe('a linked phone at another server', () => {
  async function link() {
    const { callId } = await convene();
    const anna = await enter(callId, 'Anna');
    const { pin } = await anna.request('requestDialIn', {});
    const phone = await ring(lineServer, `${callId}${pin}`, ELSA);
    await anna.waitForNotice('linkedPhoneChanged', ({ linkedPhone }) => linkedPhone !== null);
    await phone.hearsPrompt('soundByPhone');
    return { callId, anna, phone };
  }
  const isMuted = (page: Page) => page.all('linkedPhoneChanged').at(-1)?.linkedPhone?.isMuted;

  test('carries the sound of its person, who is there once, and shares the microphone with the page', async () => {
    const { callId, anna, phone } = await link();
    expect(presentCount(callId)).toBe(2);
    const bo = await ring(holder, callId, BO);
    await bo.hears(ELSA);
    await phone.key('*6');
    await eventually(() => isMuted(anna), true);
    await anna.request('setLinkedPhoneMuted', { isMuted: false });
    await phone.hearsPrompt('microphoneOn');
    await eventually(() => isMuted(anna), false);
  });

  test('is hung up when the page takes the sound back', async () => {
    const { callId, anna, phone } = await link();
    await anna.request('switchAudioToBrowser', {});
    await phone.hearsPrompt('soundTakenBack');
    await phone.untilHungUp();
    expect(presentCount(callId)).toBe(2);
  });

  test('is told when its page is gone, and stays', async () => {
    const { callId, anna, phone } = await link();
    await anna.request('leave', {});
    await phone.hearsPrompt('browserGone');
    expect(presentCount(callId)).toBe(2);
  });

  test('gives way to another at a third server', async () => {
    const { callId, anna, phone } = await link();
    const { pin } = await anna.request('requestDialIn', {});
    const second = await ring(third, `${callId}${pin}`, CILLA);
    await second.hearsPrompt('soundByPhone');
    await phone.hearsPrompt('otherPhone');
    await phone.untilHungUp();
    expect(presentCount(callId)).toBe(2);
  });
});

test('two telephones of one server are mixed there: of the others, each voice comes once', async () => {
  const { callId } = await convene();
  await eventually(() => media.open.consumers, 0);
  const elsa = await ring(lineServer, callId, ELSA);
  const bo = await ring(holder, callId, BO);
  await elsa.hears(BO);
  await bo.hears(ELSA);
  const before = media.open.consumers;
  const cilla = await ring(lineServer, callId, CILLA);
  for (const hertz of [ELSA, BO]) await cilla.hears(hertz);
  for (const hertz of [CILLA, BO]) await elsa.hears(hertz);
  for (const hertz of [ELSA, CILLA]) await bo.hears(hertz);
  // For the mix of the holder's telephones, and for Karin's page.
  await eventually(() => media.open.consumers, before + 2);
});
