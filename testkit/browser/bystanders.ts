// A meeting of two that runs beside a test, and the check that the test did not disturb it.
import { afterEach, beforeEach, expect } from 'vitest';
import { Page } from './page.ts';
import { offer } from './trackOffers.ts';
import type { TestServer } from '../server/testServer.ts';

export interface Bystanders {
  /** Both still get answers and each other's notices; neither has left or received anything unexpected. */
  expectUndisturbed(): Promise<void>;
  close(): void;
}

export async function openBystanderMeeting(server: TestServer): Promise<Bystanders> {
  const { callId } = await server.makeSpace('Mötet bredvid');
  const anna = await Page.open(server);
  const bo = await Page.open(server);
  await anna.enter(callId, 'Anna', [offer('microphone'), offer('camera')]);
  await bo.enter(callId, 'Bo', [offer('microphone')]);
  await anna.waitForNotice('trackStarted');
  return {
    async expectUndisturbed() {
      const since = [anna, bo].flatMap((page) => page.noticeNames);
      expect(since).not.toContain('participantLeft');
      expect(since).not.toContain('meetingEnded');
      anna.notices.length = 0;
      bo.notices.length = 0;
      await anna.request('pauseTrack', { source: 'microphone' });
      await anna.request('resumeTrack', { source: 'microphone' });
      await bo.waitForNotice('trackResumed');
      await bo.request('pauseTrack', { source: 'microphone' });
      await bo.request('resumeTrack', { source: 'microphone' });
      await anna.waitForNotice('trackResumed');
      for (const page of [anna, bo]) {
        expect(page.noticeNames).toEqual(['trackPaused', 'trackResumed']);
        expect(page.socket.connected).toBe(true);
      }
    },
    close() {
      anna.close();
      bo.close();
    },
  };
}

/** At the top of a test file: such a meeting runs beside each of its tests, and none may disturb it. */
export function expectNoTestToDisturb(server: TestServer): void {
  let bystanders: Bystanders;
  beforeEach(async () => {
    bystanders = await openBystanderMeeting(server);
  });
  afterEach(async () => {
    await bystanders.expectUndisturbed();
    bystanders.close();
  });
}
