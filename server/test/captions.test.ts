// Captions of a real meeting: telephones speak, a real server recognises what came through the real path, and pages read it.
import { afterEach, expect, test, vi } from 'vitest';
import { CAPTION_WAIT, captionTests } from '@distansmote/testkit/captions/captionTests.ts';
import { startVoskServer } from '@distansmote/testkit/captions/voskServer.ts';
import { auditEntries } from '@distansmote/testkit/server/auditEntries.ts';
import { meetingState, standingsState } from '../src/meetings/meetingState.ts';
import { Telephone, whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';

// Whole utterances are spoken, sometimes on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const vosk = await startVoskServer();
const tests = await captionTests({ CAPTIONS_URL: vosk.url, CAPTIONS_KEY: 'nyckel' });
const { server, conveneMeeting, ownedSpace, open, phoneIn, lines, finished, told } = tests;

afterEach(() => {
  Object.assign(vosk, { behaviour: 'honest', utterances: 0, samples: 0 });
  vosk.texts.length = 0;
});

test('two telephones are recognised each by itself, under the right name, word by word', async () => {
  const { callId, convener } = await conveneMeeting();
  const one = await phoneIn(callId, convener);
  const two = await phoneIn(callId, convener, 'G722');
  await convener.request('startCaptions', {});
  expect(await convener.waitForNotice('captionsChanged')).toEqual({
    captions: { startedBy: 'Karin' },
  });
  // At the same time.
  await Promise.all([one.phone.say([440, 600]), two.phone.say([800, 1_000])]);
  await vi.waitFor(() => {
    expect(finished(convener, one.id)).toEqual(['ett två']);
    expect(finished(convener, two.id)).toEqual(['tre fyra']);
  }, CAPTION_WAIT);
  const grown = lines(convener).filter(({ participantId }) => participantId === one.id);
  expect(grown[0]).toMatchObject({ text: 'ett', isFinal: false });
  expect(new Set(grown.map(({ lineId }) => lineId)).size).toBe(1);
  await one.phone.say([1_400]);
  await vi.waitFor(
    () => expect(finished(convener, one.id)).toEqual(['ett två', 'fem']),
    CAPTION_WAIT,
  );
  expect(lines(convener).at(-1)?.lineId).toBeGreaterThan(grown[0]?.lineId ?? Infinity);
  expect(vosk.authorization).toBe('Bearer nyckel');
});

test('who is quiet is never submitted, and neither is who is muted', async () => {
  const { callId, convener } = await conveneMeeting();
  const { phone, id } = await phoneIn(callId, convener);
  await convener.request('startCaptions', {});
  await phone.say([440], 120);
  await convener.request('muteParticipant', { participantId: id });
  await convener.waitForNotice('trackPaused');
  await phone.say([440, 440]);
  expect(vosk).toMatchObject({ utterances: 0, samples: 0 });
});

test('nothing is submitted before they are started, nor after they are stopped', async () => {
  const { callId, convener, space } = await conveneMeeting({ name: 'Textad vårdplanering' });
  const { phone, id } = await phoneIn(callId, convener);
  await phone.say([440]);
  expect(vosk.utterances).toBe(0);
  await convener.request('startCaptions', {});
  await phone.say([600]);
  await vi.waitFor(() => expect(finished(convener, id)).toEqual(['två']), CAPTION_WAIT);
  const guest = await open();
  const reply = await guest.enter(callId, 'Bo');
  expect(reply.captions).toEqual({ startedBy: 'Karin' });
  expect(reply.canCaption).toBeUndefined();
  await convener.request('stopCaptions', {});
  expect(await guest.waitForNotice('captionsChanged')).toEqual({
    captions: null,
    stoppedBy: 'Karin',
  });
  const { samples } = vosk;
  await phone.say([800]);
  expect(vosk.samples).toBe(samples);
  const deeds = (await auditEntries(server.audit, { search: space.name })).map(({ deed }) => deed);
  expect(deeds).toContain('captionsStarted');
  expect(deeds).toContain('captionsStopped');
});

test.each(['refuse', 'garbage', 'flood', 'huge', 'hangUp'] as const)(
  'an engine that is to %s: everybody is told, and text comes again by itself',
  async (behaviour) => {
    const { callId, convener } = await conveneMeeting();
    const { phone, id } = await phoneIn(callId, convener);
    await convener.request('startCaptions', {});
    vosk.behaviour = behaviour;
    await phone.say([440]);
    await vi.waitFor(() => expect(told(convener)).toContain('failing'), CAPTION_WAIT);
    vosk.behaviour = 'honest';
    await vi.waitFor(() => expect(told(convener).at(-1)).toBe('on'), CAPTION_WAIT);
    expect(finished(convener, id)).toEqual([]);
    await vi.waitFor(async () => {
      await phone.say([600]);
      expect(finished(convener, id)).toContain('två');
    }, CAPTION_WAIT);
  },
);

test('the thread dies: the meeting hears nothing of it, and text comes again', async () => {
  const { callId, convener } = await conveneMeeting();
  const { phone, id } = await phoneIn(callId, convener);
  await convener.request('startCaptions', {});
  await phone.say([440]);
  await vi.waitFor(() => expect(finished(convener, id)).toEqual(['ett']), CAPTION_WAIT);
  await server.captioning?.terminateForTest();
  await vi.waitFor(() => expect(told(convener)).toEqual(['on', 'failing', 'on']), CAPTION_WAIT);
  await vi.waitFor(async () => {
    await phone.say([600]);
    expect(finished(convener, id)).toContain('två');
  }, CAPTION_WAIT);
  expect(convener.noticeNames).not.toContain('participantLeft');
});

test('they go on where the meeting has moved to, and those who come there are told', async () => {
  const { callId, cookie } = await ownedSpace();
  const state = meetingState.parse({ ...standingsState.parse({}), captionsStartedBy: 'Karin' });
  const meeting = await server.meetings.open(callId, state);
  expect(meeting.handOver()).toMatchObject({ captionsStartedBy: 'Karin' });
  const page = await open({ extraHeaders: { cookie } });
  const reply = await page.enter(callId, 'Bo');
  expect(reply).toMatchObject({ captions: { startedBy: 'Karin' }, canCaption: true });
  const { phone, id } = await phoneIn(callId, page);
  await vi.waitFor(async () => {
    await phone.say([440]);
    expect(finished(page, id)).toContain('ett');
  }, CAPTION_WAIT);
});

test('they end with the meeting', async () => {
  const { callId, convener } = await conveneMeeting();
  const meeting = await server.meetings.find(callId);
  if (meeting === undefined) throw new Error('no meeting');
  await convener.request('startCaptions', {});
  expect(server.captioning?.isOn(meeting)).toBe(true);
  await convener.request('endMeeting', {});
  await vi.waitFor(() => expect(server.captioning?.isOn(meeting)).toBe(false), CAPTION_WAIT);
});

test.skipIf(whyNoTelephone() !== undefined)('a real telephone is recognised', async () => {
  const { callId, convener } = await conveneMeeting();
  await convener.request('startCaptions', {});
  const telephone = await Telephone.start({ number: '+46480445533', hertz: 1_000 });
  tests.stopAfter(() => telephone.stop());
  telephone.dial(tests.sipPort);
  await vi.waitFor(() => expect(telephone.events).toContain('CALL_ESTABLISHED'), CAPTION_WAIT);
  await telephone.key(`${callId}#`);
  const { participant } = await convener.waitForNotice('participantJoined');
  await vi.waitFor(
    () => expect(finished(convener, participant.id)).toContain('fyra'),
    CAPTION_WAIT,
  );
});

test.skipIf(whyNoTelephone() !== undefined)(
  'whoever is there by telephone hears that it is written down, and that it no longer is',
  async () => {
    const { callId, convener } = await conveneMeeting();
    const telephone = await Telephone.start({ number: '+46480445544', hertz: 0 });
    tests.stopAfter(() => telephone.stop());
    telephone.dial(tests.sipPort);
    await vi.waitFor(() => expect(telephone.events).toContain('CALL_ESTABLISHED'), CAPTION_WAIT);
    await telephone.key(`${callId}#`);
    await convener.waitForNotice('participantJoined');
    const loudest = (samples: Float32Array) =>
      samples.reduce((most, one) => Math.max(most, one), 0);
    let listenedTo = 0;
    const isSpokenTo = () =>
      vi.waitFor(async () => {
        const heard = await telephone.heard();
        expect(loudest(heard.slice(listenedTo))).toBeGreaterThan(0.02);
      }, CAPTION_WAIT);
    const isLeftInPeace = () =>
      vi.waitFor(async () => {
        const heard = await telephone.heard();
        listenedTo = heard.length;
        expect(loudest(heard.slice(-8_000))).toBeLessThan(0.02);
      }, CAPTION_WAIT);
    await isSpokenTo();
    await isLeftInPeace();
    for (const name of ['startCaptions', 'stopCaptions'] as const) {
      await convener.request(name, {});
      await isSpokenTo();
      await isLeftInPeace();
    }
  },
);
