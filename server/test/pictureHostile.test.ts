// Rooms that mean harm, at the picture thread with the real compositor: what they ask for costs them their own picture only.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { openMeeting, openRoom, startThread } from '@distansmote/testkit/picture/openForTest.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestMeeting } from '@distansmote/testkit/picture/testMeeting.ts';
import type { Scene } from '../src/picture/scene.ts';

vi.setConfig({ testTimeout: 90_000 });
const it = test.runIf(picturePrograms !== undefined && hasFfmpeg);

const SCENE: Scene = {
  screen: undefined,
  people: [
    {
      name: 'Anna',
      profession: undefined,
      isMuted: true,
      isSpeaking: false,
      showing: { type: 'camera', source: { ssrc: 11 } },
    },
  ],
};

it('sends nothing to a room that asks for too few bits, and goes on for all others', async () => {
  const thread = startThread();
  const [one, other] = [await openRoom(), await openRoom()];
  await thread.openEndpoint('one', one);
  await thread.openEndpoint('other', other);
  await one.until((units) => units.length > 2);
  await other.until((units) => units.length > 2);
  for (const bitsPerSecond of [1, 15_999, 63_999, 0]) {
    const asked = other.units.length;
    one.limitBitrate(bitsPerSecond);
    // By then it has heard of it, and what it had sent has come.
    await other.until((units) => units.length > asked + 2);
    const [before, shown] = [one.units.length, other.units.length];
    await other.until((units) => units.length > shown + 5);
    // One may be under way.
    expect(one.units.length).toBeLessThanOrEqual(before + 1);
  }
  expect(thread.eventsOf('complained')).toEqual([]);
  const before = one.units.length;
  one.limitBitrate(1_000_000);
  await one.until((units) => units.slice(before).some(({ isKeyFrame }) => isKeyFrame));
});

it('sends little to an address that only signalling names', async () => {
  const thread = startThread();
  const room = await openRoom({ maxFrameMacroblocks: 920 });
  const endpoint = await thread.openEndpoint('room', room);
  const { composition, meeting } = await openMeeting(thread);
  const source = await meeting.send(11, 'testsrc2=size=640x360:rate=25,noise=alls=30:allf=t');
  thread.post({ type: 'addSource', composition, source });
  const sending = meeting.takes([21]);
  thread.post({ type: 'enterComposition', endpoint, composition, sending });
  thread.post({ type: 'showScene', endpoint, scene: SCENE });
  const bitrateOf = (units: typeof room.units) => {
    const ticks = (units.at(-1)?.timestamp ?? 0) - (units[0]?.timestamp ?? 0);
    const bytes = units.slice(1).reduce((sum, { data }) => sum + data.length, 0);
    return (bytes * 8 * 90_000) / ticks;
  };
  // Without the first key frames, of a card and of the meeting.
  await room.until((units) => units.length >= 60);
  expect(bitrateOf(room.units.slice(20))).toBeLessThan(200_000);
});

it('takes the pictures of a meeting from its router alone', async () => {
  const thread = startThread();
  const room = await openRoom({ maxFrameMacroblocks: 920 });
  const endpoint = await thread.openEndpoint('room', room);
  const { composition, port } = await thread.openComposition('meeting');
  const [meeting, other] = [await TestMeeting.open(port), await TestMeeting.open(port)];
  onTestFinished(() => [meeting, other].forEach((one) => one.close()));
  // Another program of this machine, which knows everything but cannot have the router's port.
  const forged = await other.send(11, 'color=0x1e1ec8:size=640x360:rate=25');
  const source = { ...forged, feedbackPort: meeting.port };
  thread.post({ type: 'addSource', composition, source });
  thread.post({ type: 'enterComposition', endpoint, composition, sending: meeting.takes([21]) });
  thread.post({ type: 'showScene', endpoint, scene: SCENE });
  await room.until((units) => units.length > 40);
  const [, , blue] = (await room.screen({ width: 640, height: 360 })).at(320, 100);
  expect(blue).toBeLessThan(60);
});

it('re-INVITEs by the dozen cost a key frame a second, whatever they change', async () => {
  const thread = startThread();
  const room = await openRoom();
  const endpoint = await thread.openEndpoint('room', room);
  await room.until((units) => units.length > 2);
  const profiles = ['high', 'constrainedBaseline'] as const;
  for (let at = 0; at < 200; at += 1) {
    const receives = { ...room.agreed.receives, profile: profiles[at % 2] ?? 'high' };
    thread.post({ type: 'agree', endpoint, video: { ...room.agreed, receives } });
    await pause(15);
  }
  const ticks = (room.units.at(-1)?.timestamp ?? 0) - (room.units[0]?.timestamp ?? 0);
  const keyFrames = room.units.filter(({ isKeyFrame }) => isKeyFrame).length;
  expect(keyFrames).toBeLessThanOrEqual(2 + Math.ceil(ticks / 90_000));
});
