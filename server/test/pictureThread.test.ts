// The picture thread with the real compositor and lettering; rooms and cameras are ffmpeg over RTP.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Rgb } from '@distansmote/testkit/picture/colours.ts';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { openMeeting, openRoom, startThread } from '@distansmote/testkit/picture/openForTest.ts';
import { programs } from '@distansmote/testkit/picture/programs.ts';
import { picturePrograms, PictureThread } from '@distansmote/testkit/picture/pictureThread.ts';
import { untilSeen } from '@distansmote/testkit/picture/untilSeen.ts';
import { untilStill } from '@distansmote/testkit/waiting/untilStill.ts';
import { createLog } from '../src/platform/log.ts';
import { PictureEngineClient, PictureUnavailable } from '../src/picture/pictureEngineClient.ts';
import type { CompositionKey, PictureEndpointKey } from '../src/picture/pictureKeys.ts';
import type { Scene, ScenePerson } from '../src/picture/scene.ts';

const HD = { width: 1_280, height: 720 };
const RED: Rgb = [200, 30, 30];
const GREEN: Rgb = [30, 160, 30];
const BLUE: Rgb = [30, 30, 200];
const MAGENTA: Rgb = [180, 30, 180];

const clip = (colour: Rgb, size = '640x360') =>
  `color=0x${Buffer.from(colour).toString('hex')}:size=${size}:rate=25`;

function person(name: string, ssrc?: number): ScenePerson {
  return {
    name,
    profession: 'distriktssköterska',
    isMuted: true,
    isSpeaking: false,
    showing: ssrc === undefined ? { type: 'phone' } : { type: 'camera', source: { ssrc } },
  };
}

const NO_LISTENERS = {
  onEvent: () => undefined,
  onLoadChanged: () => undefined,
  onSourceChanged: () => undefined,
  onExit: () => undefined,
};

const alone = (one: ScenePerson): Scene => ({ screen: undefined, people: [one] });

/** Each look starts an ffmpeg, which takes seconds on a loaded machine. */
const isPossible = picturePrograms !== undefined && hasFfmpeg;

describe.skipIf(!isPossible)('the picture thread', { timeout: 240_000 }, () => {
  test('shows a room a card, and a key frame at once when it asks for one', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    thread.post({ type: 'showCard', endpoint, card: { title: 'Ange samtals-ID', lines: [] } });
    await room.until((units) => units.length > 5);
    expect(room.units[0]?.isKeyFrame).toBe(true);
    // The words are light on a dark ground.
    const picture = await room.screen(HD);
    const row = Array.from({ length: 400 }, (_, at) => Math.max(...picture.at(90 + at, 360)));
    expect(Math.min(...row)).toBeLessThan(50);
    expect(Math.max(...row)).toBeGreaterThan(200);

    const before = room.units.length;
    const asksAgain = setInterval(() => room.requestKeyFrame(), 10);
    onTestFinished(() => clearInterval(asksAgain));
    const keyFrames = () => room.units.slice(before).filter(({ isKeyFrame }) => isKeyFrame);
    const startedAt = performance.now();
    await room.until(() => keyFrames().length >= 3);
    // At most one each 500 ms, however often it asks.
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    expect(Math.max(...room.packets.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1_300);
  });

  test('shows a room the people of its meeting, each in a tile', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    const sources = await Promise.all([meeting.send(11, clip(RED)), meeting.send(12, clip(GREEN))]);
    for (const source of sources) thread.post({ type: 'addSource', composition, source });
    const sending = meeting.takes([21]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    const people = [person('Anna Ek', 11), person('Bo Öst', 12), person('Cecilia')];
    thread.post({ type: 'showScene', endpoint, scene: { screen: undefined, people } });
    await untilSeen(
      () => room.screen(HD),
      [320, 150, RED],
      [960, 150, GREEN],
      [400, 640, [28, 39, 37]],
    );
    // A shared screen is large, with the people beside it.
    const screen = await meeting.send(13, clip(BLUE, '1280x720'));
    thread.post({ type: 'addSource', composition, source: screen });
    const scene = { screen: { source: { ssrc: 13 }, sharedBy: 'Anna Ek' }, people };
    thread.post({ type: 'showScene', endpoint, scene });
    await untilSeen(() => room.screen(HD), [500, 360, BLUE], [1_140, 100, RED]);
    thread.post({ type: 'removeSource', composition, ssrc: 13 });
    thread.post({ type: 'showScene', endpoint, scene: alone(person('Bo', 12)) });
    await untilSeen(() => room.screen(HD), [640, 300, GREEN]);
    expect(meeting.keyFrameRequests).not.toContain(11);
    const show = async (who: ScenePerson, colour: Rgb) => {
      thread.post({ type: 'showScene', endpoint, scene: alone(who) });
      await untilSeen(() => room.screen(HD), [640, 300, colour]);
    };
    await show(person('Anna Ek', 11), RED);
    // It was not decoded while nobody saw it. By chance its next frame may be a key frame, and none is asked for.
    for (let more = 0; more < 5 && !meeting.keyFrameRequests.includes(11); more += 1) {
      await show(person('Bo', 12), GREEN);
      await show(person('Anna Ek', 11), RED);
    }
    expect(meeting.keyFrameRequests).toContain(11);
    expect(room.ssrcs.size).toBe(1);
  });

  test('says whether the camera that a room sees arrives', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    thread.post({ type: 'addSource', composition, source: await meeting.send(11, clip(RED)) });
    thread.post({ type: 'enterComposition', endpoint, composition, sending: meeting.takes([21]) });
    thread.post({ type: 'showScene', endpoint, scene: alone(person('Anna Ek', 11)) });
    await thread.event('sourceChanged', ({ ssrc, isArriving }) => ssrc === 11 && isArriving);
    meeting.close();
    await thread.event('sourceChanged', ({ ssrc, isArriving }) => ssrc === 11 && !isArriving);
  });

  test('sends the camera of a room in the layers that are watched, and says when it pauses', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    const sending = meeting.takes([21, 22, 23]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    await room.send(clip(MAGENTA, '1280x720'));
    await thread.event('cameraChanged', ({ isSending }) => isSending);
    thread.post({ type: 'setLayers', endpoint, count: 2 });
    const picture = (ssrc: number, width: number) => () =>
      meeting.picture(ssrc, { width, height: (width * 9) / 16 });
    await untilSeen(picture(21, 320), [160, 90, MAGENTA]);
    await untilSeen(picture(22, 640), [320, 180, MAGENTA]);
    expect(meeting.frames.get(23)).toEqual([]);
    thread.post({ type: 'setLayers', endpoint, count: 3 });
    await untilSeen(picture(23, 1_280), [640, 360, MAGENTA]);
    room.stopSending();
    await thread.event('cameraChanged', ({ isSending }) => !isSending);
    await room.send(clip(BLUE, '1280x720'));
    await untilSeen(picture(23, 1_280), [640, 360, BLUE]);
  });

  test('asks for another way to a key frame when PLI and FIR bring none', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    const sending = meeting.takes([21]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    await room.send('testsrc2=size=640x360:rate=25', false);
    await thread.event('cameraChanged', ({ isSending }) => isSending);
    // Nobody watches it: no key frame is needed.
    await pause(1_500);
    expect(thread.eventsOf('keyFrameNeeded')).toEqual([]);
    thread.post({ type: 'setLayers', endpoint, count: 1 });
    await thread.event('keyFrameNeeded');
    expect(meeting.frames.get(21)).toEqual([]);
    await room.send(clip(GREEN));
    await untilSeen(() => meeting.picture(21, { width: 640, height: 360 }), [320, 180, GREEN]);
  });

  test('sends a room that knows only packetization mode 0 no fragments, and nothing while it holds', async () => {
    const thread = startThread();
    const room = await openRoom({ packetizationMode: 0, maxFrameMacroblocks: 920 });
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    const source = await meeting.send(11, 'testsrc2=size=1280x720:rate=25');
    thread.post({ type: 'addSource', composition, source });
    const sending = meeting.takes([21]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    thread.post({ type: 'showScene', endpoint, scene: alone(person('Anna', 11)) });
    await room.until((units) => units.length > 50);
    const types = new Set(room.packets.map(({ nalType }) => nalType));
    // Slices, IDR slices and their parameter sets; aggregation and fragments are 24 and above.
    expect([...types].filter((type) => type > 8)).toEqual([]);
    expect(Math.max(...room.packets.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1_300);

    thread.post({ type: 'agree', endpoint, video: { ...room.agreed, isHearing: false } });
    const held = await untilStill(() => room.units.length);
    thread.post({ type: 'agree', endpoint, video: room.agreed });
    await room.until((units) => units.length > held + 5);
    expect(room.units[held]?.isKeyFrame).toBe(true);
    expect(room.ssrcs.size).toBe(1);
  });

  test('sends 1080p to rooms that ask for it, while a core is there for each', async () => {
    const thread = startThread({ cores: 3 });
    const receives = {
      profile: 'high',
      maxFrameMacroblocks: 8_192,
      maxMacroblocksPerSecond: 245_760,
      maxBitrate: 4_000_000,
    } as const;
    const [first, second] = [await openRoom(receives), await openRoom(receives)];
    const { composition, meeting } = await openMeeting(thread);
    const source = await meeting.send(11, clip(RED, '1280x720'));
    thread.post({ type: 'addSource', composition, source });
    for (const [at, room] of [first, second].entries()) {
      const endpoint = await thread.openEndpoint(`room ${at}`, room);
      const sending = meeting.takes([21 + at]);
      thread.post({ type: 'enterComposition', endpoint, composition, sending });
      thread.post({ type: 'showScene', endpoint, scene: alone(person('Anna', 11)) });
    }
    const fullHd = { width: 1_920, height: 1_080 };
    await untilSeen(() => first.screen(fullHd), [1_900, 20, RED]);
    await untilSeen(() => second.screen(HD), [1_260, 20, RED]);
    await expect(second.screen(fullHd)).rejects.toThrow('no picture');
    // The sequence parameter set says High (ITU-T H.264 §7.4.2.1.1).
    const HIGH = 100;
    const set = first.units.find(({ isKeyFrame }) => isKeyFrame)?.data;
    expect(set?.[set.indexOf(Buffer.of(0, 0, 1, 0x67)) + 4]).toBe(HIGH);
  });

  test('shows one room to another, and never a room that has paused', async () => {
    const thread = startThread();
    const [one, other] = [await openRoom(), await openRoom()];
    const first = await thread.openEndpoint('one', one);
    const second = await thread.openEndpoint('other', other);
    const { composition, meeting } = await openMeeting(thread);
    thread.post({
      type: 'enterComposition',
      endpoint: first,
      composition,
      sending: meeting.takes([21]),
    });
    thread.post({
      type: 'enterComposition',
      endpoint: second,
      composition,
      sending: meeting.takes([22]),
    });
    await one.send(clip(GREEN));
    const camera = { type: 'camera' as const, source: { endpoint: first } };
    const scene = alone({ ...person('Rum 1'), showing: camera });
    thread.post({ type: 'showScene', endpoint: second, scene });
    await untilSeen(() => other.screen(HD), [200, 200, GREEN]);
    one.stopSending();
    await untilSeen(() => other.screen(HD), [200, 200, [16, 23, 22]]);
  });

  test('goes on with the same stream when a compositor is killed', async () => {
    const thread = startThread();
    const room = await openRoom();
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, meeting } = await openMeeting(thread);
    const source = await meeting.send(11, clip(RED));
    thread.post({ type: 'addSource', composition, source });
    const sending = meeting.takes([21]);
    thread.post({ type: 'enterComposition', endpoint, composition, sending });
    thread.post({ type: 'setLayers', endpoint, count: 1 });
    thread.post({ type: 'showScene', endpoint, scene: alone(person('Anna', 11)) });
    await room.send(clip(MAGENTA));
    await untilSeen(() => room.screen(HD), [640, 300, RED]);
    await untilSeen(() => meeting.picture(21, { width: 640, height: 360 }), [320, 180, MAGENTA]);
    const [ssrcs] = [new Set(room.ssrcs)];
    const received = room.units.length;
    const sent = meeting.frames.get(21)?.length ?? 0;
    for (const pid of programs('compositor')) process.kill(pid, 'SIGKILL');
    await thread.event('complained', ({ text }) => text.includes('died'));
    await room.until((units) => units.slice(received).some(({ isKeyFrame }) => isKeyFrame));
    await untilSeen(() => room.screen(HD), [640, 300, RED]);
    await vi.waitFor(
      () =>
        expect(
          meeting.frames
            .get(21)
            ?.slice(sent)
            .some((one) => one.isKeyFrame),
        ).toBe(true),
      { timeout: 40_000 },
    );
    expect(room.ssrcs).toEqual(ssrcs);
  });

  test('is started again when it dies', async () => {
    let exits = 0;
    const data = { host: '127.0.0.1', firstPort: 0, lastPort: 0 };
    const client = new PictureEngineClient(
      { ...data, programs: picturePrograms ?? { compositor: '', lettering: '' } },
      { ...NO_LISTENERS, onExit: () => (exits += 1) },
      createLog('silent'),
    );
    client.start();
    onTestFinished(() => client.stop());
    const endpoint = 'room' as PictureEndpointKey;
    // The thread may take longer to start than a room waits.
    const opened = () =>
      vi.waitFor(() => client.openEndpoint(endpoint, 'cname'), { timeout: 60_000 });
    expect((await opened()).video.port % 2).toBe(0);
    await client.terminateForTest();
    expect((await opened()).video.port % 2).toBe(0);
    expect(await client.openComposition('meeting' as CompositionKey)).toBeGreaterThan(0);
    expect(exits).toBe(1);
  });

  test('refuses a room for which there is no port', async () => {
    const data = { host: '127.0.0.1', firstPort: 40_001, lastPort: 40_001 };
    const client = new PictureEngineClient(
      { ...data, programs: picturePrograms ?? { compositor: '', lettering: '' } },
      NO_LISTENERS,
      createLog('silent'),
    );
    client.start();
    onTestFinished(() => client.stop());
    const opened = client.openEndpoint('room' as PictureEndpointKey, 'cname');
    await expect(opened).rejects.toThrow(PictureUnavailable);
  });

  test('leaves no port and no process after a hundred rooms', async () => {
    const thread = startThread();
    const room = await openRoom();
    const before = openSockets();
    for (let at = 0; at < 10; at += 1) {
      const { composition } = await thread.openComposition(`meeting${at}`);
      const names = Array.from({ length: 10 }, (_, index) => `room${at}-${index}`);
      for (const name of names) {
        const endpoint = await thread.openEndpoint(name, room);
        const sending = { port: 9, payloadType: 101, ssrcs: [1, 2, 3], content: 'camera' as const };
        thread.post({ type: 'enterComposition', endpoint, composition, sending });
        thread.post({ type: 'showScene', endpoint, scene: alone(person('Anna')) });
      }
      for (const name of names)
        thread.post({ type: 'closeEndpoint', endpoint: name as PictureEndpointKey });
      thread.post({ type: 'closeComposition', composition });
    }
    await vi.waitFor(
      () => {
        expect(programs()).toEqual([]);
        expect(openSockets()).toBe(before);
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  test('shows cards all the same when the lettering is missing, and ends when it is told to', async () => {
    const thread = new PictureThread({
      programs: { compositor: picturePrograms?.compositor ?? '', lettering: '/nonexistent' },
    });
    const room = await openRoom();
    await thread.openEndpoint('room', room);
    await room.until((units) => units.length > 2);
    await thread.event('complained');
    await thread.stop();
    await pause(100);
    expect(programs()).toEqual([]);
  });
});

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((one) => one === 'UDPWRAP').length;
}
