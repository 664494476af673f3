// Captions by an OpenAI-compatible server: whole utterances, and never what is too little to be one.
import { expect, test, vi } from 'vitest';
import { CAPTION_WAIT, captionTests } from '@distansmote/testkit/captions/captionTests.ts';
import { startTranscriptionServer } from '@distansmote/testkit/captions/transcriptionServer.ts';

// Whole utterances are spoken, sometimes on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const engine = await startTranscriptionServer();
const { conveneMeeting, phoneIn, finished, told } = await captionTests({
  CAPTIONS_URL: engine.url,
  CAPTIONS_MODEL: 'KBLab/kb-whisper-small',
});

test('what is said until a rest is one line, with its words in order', async () => {
  const { callId, convener } = await conveneMeeting();
  const { phone, id } = await phoneIn(callId, convener);
  await convener.request('startCaptions', {});
  await phone.say([440], 100);
  expect(engine.utterances).toBe(0);
  await phone.say([440, 600]);
  await vi.waitFor(() => expect(finished(convener, id)).toEqual(['ett två']), CAPTION_WAIT);
  expect(engine.fields).toMatchObject({ model: 'KBLab/kb-whisper-small', language: 'sv' });
  expect(engine.authorization).toBeUndefined();
});

test('a server that follows another address, or floods, is told as failing', async () => {
  const { callId, convener } = await conveneMeeting();
  const { phone, id } = await phoneIn(callId, convener);
  await convener.request('startCaptions', {});
  engine.others.length = 0;
  for (const behaviour of ['redirect', 'flood'] as const) {
    engine.behaviour = behaviour;
    const before = told(convener).length;
    await phone.say([440]);
    await vi.waitFor(
      () => expect(told(convener).slice(before)).toEqual(['failing', 'on']),
      CAPTION_WAIT,
    );
  }
  expect(engine.others.filter((path) => path !== '/v1/models')).toEqual([]);
  expect(finished(convener, id)).toEqual([]);
});
