// What a re-INVITE changes of the picture that a room is sent.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { openMeeting, openRoom, startThread } from '@distansmote/testkit/picture/openForTest.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import type { Scene } from '../src/picture/scene.ts';

const HD = { width: 1_280, height: 720 };
const HD_MACROBLOCKS = 3_600;
const CAMERA = 11;
const anna: Scene['people'][number] = {
  name: 'Anna Ek',
  profession: undefined,
  isMuted: false,
  isSpeaking: false,
  showing: { type: 'camera', source: { ssrc: CAMERA } },
};

async function openMeetingWithCamera() {
  const thread = startThread();
  const { composition, meeting } = await openMeeting(thread);
  const source = await meeting.send(CAMERA, 'testsrc2=size=640x360:rate=25');
  thread.post({ type: 'addSource', composition, source });
  const enter = async (name: string, ssrc: number) => {
    const room = await openRoom();
    const endpoint = await thread.openEndpoint(name, room);
    const sending = meeting.takes([ssrc]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    const scene = { screen: undefined, people: [anna] };
    thread.post({ type: 'showScene', endpoint, scene });
    return { room, endpoint };
  };
  return { thread, enter };
}

test.skipIf(picturePrograms === undefined || !hasFfmpeg)(
  'sends a room fewer pictures a second when it says that it can decode no more, and as many as before when it can',
  { timeout: 90_000 },
  async () => {
    const { thread, enter } = await openMeetingWithCamera();
    const { room: slow, endpoint } = await enter('slow', 21);
    const { room: other } = await enter('other', 22);
    await slow.until((units) => units.length > 30);
    /** How many pictures the first is sent while the other is sent fifty. */
    const sentMeanwhile = async (picturesPerSecond: number) => {
      const maxMacroblocksPerSecond = picturesPerSecond * HD_MACROBLOCKS;
      const receives = { ...slow.agreed.receives, maxMacroblocksPerSecond };
      thread.post({ type: 'agree', endpoint, video: { ...slow.agreed, receives } });
      await pause(1_500);
      const [before, start] = [slow.units.length, other.units.length];
      await other.until((units) => units.length >= start + 50);
      return slow.units.length - before;
    };
    // On a loaded machine the other is sent a card, five times a second.
    expect(await sentMeanwhile(1)).toBeLessThan(25);
    expect(await sentMeanwhile(30)).toBeGreaterThan(35);
    // Of the same size, for a decoder that takes no other.
    await slow.screen(HD);
  },
);
