// The audio thread of each test of a file, and telephones beside it, which are closed when the test is over.
import { afterEach, beforeEach } from 'vitest';
import type { AudioThreadData } from '../../server/src/sound/audioMessages.ts';
import { AudioThread } from './audioThread.ts';
import { SoundPhone, type SoundPhoneSettings } from './soundPhone.ts';

/** To be called once in the file, outside of tests. */
export function audioThreadOfEachTest() {
  let thread: AudioThread;
  let phones: SoundPhone[] = [];
  beforeEach(() => {
    thread = new AudioThread();
  });
  afterEach(async () => {
    for (const phone of phones) phone.close();
    phones = [];
    await thread.stop();
  });
  return {
    get thread(): AudioThread {
      return thread;
    },
    /** With other settings. */
    async restart(data: Partial<AudioThreadData>): Promise<void> {
      await thread.stop();
      thread = new AudioThread(data);
    },
    async openPhone(settings: SoundPhoneSettings): Promise<SoundPhone> {
      const phone = await SoundPhone.open(settings);
      phones.push(phone);
      return phone;
    },
  };
}
