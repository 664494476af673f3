// A room that closes its video line by a re-INVITE (RFC 3264 §8.2) is sent nothing, and its camera counts as off, until it opens it.
import { expect, test } from 'vitest';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { picturePrograms, PictureThread } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestMeeting } from '@distansmote/testkit/picture/testMeeting.ts';
import { TestRoom } from '@distansmote/testkit/picture/testRoom.ts';
import { untilStill } from '@distansmote/testkit/waiting/untilStill.ts';

const CLIP = 'testsrc2=size=640x360:rate=25';

test.skipIf(picturePrograms === undefined || !hasFfmpeg)(
  'nothing is sent on a video line that is closed, and the same stream goes on when it is opened again',
  async () => {
    const thread = new PictureThread();
    const room = await TestRoom.open();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, port } = await thread.openComposition('meeting');
    const meeting = await TestMeeting.open(port);
    try {
      const sending = meeting.takes([21]);
      thread.post({ type: 'enterComposition', endpoint, composition, sending });
      const source = await meeting.send(11, CLIP);
      thread.post({ type: 'addSource', composition, source });
      const showing = { type: 'camera', source: { ssrc: 11 } } as const;
      const anna = { name: 'Anna', profession: '', isMuted: false, isSpeaking: false, showing };
      const scene = { screen: undefined, people: [anna] };
      thread.post({ type: 'showScene', endpoint, scene });
      await room.send(CLIP);
      await thread.event('cameraChanged', ({ isSending }) => isSending);
      await room.until((units) => units.length > 10);

      thread.post({ type: 'agree', endpoint, video: undefined });
      await thread.event('cameraChanged', ({ isSending }) => !isSending);
      const closed = await untilStill(() => room.units.length);

      thread.post({ type: 'agree', endpoint, video: room.agreed });
      await room.until((units) => units.slice(closed).some(({ isKeyFrame }) => isKeyFrame));
      expect(room.ssrcs.size).toBe(1);
    } finally {
      room.close();
      meeting.close();
      await thread.stop();
    }
  },
);
