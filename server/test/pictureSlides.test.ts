// Slides in the picture thread: a shared screen on a room's second display, and what the room shows, with floor control.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FloorDevice } from '@distansmote/testkit/bfcp/floorDevice.ts';
import { FloorEvents } from '@distansmote/testkit/bfcp/bfcpPeer.ts';
import type { Rgb } from '@distansmote/testkit/picture/colours.ts';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { startThread } from '@distansmote/testkit/picture/openForTest.ts';
import { programs } from '@distansmote/testkit/picture/programs.ts';
import { picturePrograms, PictureThread } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestMeeting } from '@distansmote/testkit/picture/testMeeting.ts';
import { TestRoom } from '@distansmote/testkit/picture/testRoom.ts';
import { untilSeen } from '@distansmote/testkit/picture/untilSeen.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { untilStill } from '@distansmote/testkit/waiting/untilStill.ts';
import { BfcpSession } from '../src/bfcp/bfcpSession.ts';
import type { PictureEndpointKey } from '../src/picture/pictureKeys.ts';
import type { LocalPictures } from '../src/picture/pictureMessages.ts';
import type { Scene, SceneSource, ScenePerson } from '../src/picture/scene.ts';
import type { AgreedBfcp } from '../src/rtp/agreedMedia.ts';
import { RtpSocket } from '../src/rtp/rtpPorts.ts';

const HD = { width: 1_280, height: 720 };
const FULL_HD = { width: 1_920, height: 1_080 };
const RED: Rgb = [200, 30, 30];
const GREEN: Rgb = [30, 160, 30];
const BLUE: Rgb = [30, 30, 200];
const MAGENTA: Rgb = [180, 30, 180];
const CAMERA = 11;
const SCREEN = 12;
const SLIDES = 31;
const ADDRESS = '127.0.0.1';

const clip = (colour: Rgb, size: string) =>
  `color=0x${Buffer.from(colour).toString('hex')}:size=${size}:rate=25`;

const anna: ScenePerson = {
  name: 'Anna Ek',
  profession: undefined,
  isMuted: false,
  isSpeaking: false,
  showing: { type: 'camera', source: { ssrc: CAMERA } },
};
const shared = (source: SceneSource = { ssrc: SCREEN }) => ({ source, sharedBy: 'Anna Ek' });
const inMain: Scene = { screen: shared(), people: [anna] };
const inSlides: Scene = { screen: undefined, slides: shared(), people: [anna] };
const nothingShared: Scene = { screen: undefined, people: [anna] };

interface Room {
  thread: PictureThread;
  endpoint: PictureEndpointKey;
  main: TestRoom;
  slides: TestRoom;
  local: LocalPictures;
  meeting: TestMeeting;
  enter(): void;
  agreeSlides(floorControl?: AgreedBfcp): void;
  show(scene: Scene): void;
  /** The last that the thread has told. */
  isTaken(): boolean;
  isSharing(): boolean;
}

/** In a meeting, unless it shall not be, with Anna's red camera and blue screen. */
async function openRoom(thread = startThread(), name = 'room'): Promise<Room> {
  const main = await TestRoom.open();
  const slides = await TestRoom.open(
    { maxFrameMacroblocks: 8_160, maxMacroblocksPerSecond: 245_760, maxBitrate: 4_000_000 },
    'slides',
  );
  const endpoint = await thread.openEndpoint(name, main);
  const { local } = await thread.event('endpointOpened', (one) => one.endpoint === endpoint);
  if (local.slides === undefined) throw new Error('no line for slides');
  slides.connect(local.slides);
  const { composition, port } = await thread.openComposition('meeting');
  const meeting = await TestMeeting.open(port);
  onTestFinished(() => {
    for (const one of [main, slides, meeting]) one.close();
  });
  const told = (type: 'slidesTakenChanged' | 'slidesSharedChanged') =>
    thread.eventsOf(type).findLast((one) => one.endpoint === endpoint);
  return {
    thread,
    endpoint,
    main,
    slides,
    local,
    meeting,
    enter: () => {
      const sending = meeting.takes([21]);
      thread.post({ type: 'enterComposition', endpoint, composition, sending });
    },
    agreeSlides: (floorControl) =>
      thread.post({ type: 'agreeSlides', endpoint, slides: slides.agreed, floorControl }),
    show: (scene) => thread.post({ type: 'showScene', endpoint, scene }),
    isTaken: () => {
      const event = told('slidesTakenChanged');
      return event?.type === 'slidesTakenChanged' && event.isTaken;
    },
    isSharing: () => {
      const event = told('slidesSharedChanged');
      return event?.type === 'slidesSharedChanged' && event.isSharing;
    },
  };
}

async function share({ thread, meeting }: Room): Promise<void> {
  const composition = (await thread.event('compositionOpened')).composition;
  const sources = await Promise.all([
    meeting.send(CAMERA, clip(RED, '640x360')),
    meeting.send(SCREEN, clip(BLUE, '1920x1080')),
  ]);
  for (const source of sources) thread.post({ type: 'addSource', composition, source });
}

async function openDevice(room: Room): Promise<FloorDevice> {
  if (room.local.bfcp === undefined) throw new Error('no floor control');
  const device = await FloorDevice.open();
  device.connect(room.local.bfcp);
  onTestFinished(() => device.close());
  room.agreeSlides(device.agreed);
  return device;
}

const isPossible = picturePrograms !== undefined && hasFfmpeg;

describe.skipIf(!isPossible)('slides in the picture thread', { timeout: 240_000 }, () => {
  test('shows a shared screen on the second display of a room, and the people alone on the first', async () => {
    const room = await openRoom();
    await share(room);
    room.agreeSlides();
    room.enter();
    await eventually(room.isTaken, true);
    expect(room.slides.units).toEqual([]);
    room.show(inSlides);
    const corners = [40, 1_880].flatMap((x) => [30, 1_050].map((y) => [x, y, BLUE] as const));
    await untilSeen(
      () => room.slides.screen(FULL_HD),
      ...corners.map(([x, y, colour]): [number, number, Rgb] => [x, y, colour]),
    );
    await untilSeen(() => room.main.screen(HD), [40, 300, RED], [1_240, 300, RED]);
    expect(Math.max(...room.slides.packets.map(({ bytes }) => bytes))).toBeLessThanOrEqual(1_300);
    // Nothing is sent while nobody shares.
    room.show(nothingShared);
    const sent = await untilStill(() => room.slides.units.length);
    // The next begins with a key frame; a line that is closed takes nothing.
    room.show(inSlides);
    await room.slides.until((units) => units.length > sent + 3);
    expect(room.slides.units[sent]?.isKeyFrame).toBe(true);
    room.thread.post({
      type: 'agreeSlides',
      endpoint: room.endpoint,
      slides: undefined,
      floorControl: undefined,
    });
    await eventually(room.isTaken, false);
    room.show(inMain);
    await untilSeen(() => room.main.screen(HD), [400, 360, BLUE]);
  });

  test('sends what a room shows to the meeting and to other rooms, until it stops', async () => {
    const room = await openRoom();
    room.agreeSlides();
    room.enter();
    await eventually(room.isTaken, true);
    await room.slides.send(clip(GREEN, '1920x1080'));
    await eventually(room.isSharing, true);
    expect(room.isTaken()).toBe(false);
    const sending = room.meeting.takes([SLIDES]);
    room.thread.post({ type: 'startSlides', endpoint: room.endpoint, sending });
    await untilSeen(
      () => room.meeting.picture(SLIDES, FULL_HD),
      [40, 30, GREEN],
      [1_880, 1_050, GREEN],
    );
    const other = await TestRoom.open();
    onTestFinished(() => other.close());
    const otherKey = await room.thread.openEndpoint('other', other);
    const { composition } = await room.thread.event('compositionOpened');
    const camera = room.meeting.takes([22]);
    room.thread.post({
      type: 'enterComposition',
      endpoint: otherKey,
      composition,
      sending: camera,
    });
    const scene: Scene = { screen: shared({ slidesOf: room.endpoint }), people: [] };
    room.thread.post({ type: 'showScene', endpoint: otherKey, scene });
    await untilSeen(() => other.screen(HD), [640, 360, GREEN]);
    room.slides.stopSending();
    await eventually(room.isSharing, false);
    await eventually(room.isTaken, true);
    room.thread.post({ type: 'stopSlides', endpoint: room.endpoint });
    await untilSeen(() => other.screen(HD), [640, 360, [16, 23, 22]]);
  });

  test('heeds the floor: slides without it are dropped, and a room that has it is never interrupted', async () => {
    const room = await openRoom();
    const device = await openDevice(room);
    device.hello();
    device.queryFloor();
    await eventually(() => device.peer.takeWords().includes('FloorStatus'), true);
    // Outside a meeting there is nobody to show anything to.
    device.requestFloor();
    await eventually(() => device.peer.takeWords(), expect.arrayContaining([DENIED]));
    await share(room);
    room.enter();
    await room.slides.send(clip(MAGENTA, '1280x720'));
    await eventually(room.isTaken, true);
    await pause(1_000);
    expect(room.isSharing()).toBe(false);
    device.requestFloor();
    await eventually(() => device.peer.takeWords(), expect.arrayContaining([GRANTED]));
    await eventually(room.isSharing, true);
    // Somebody else shares too: the room sees that beside its people, and keeps the floor.
    room.show(inMain);
    await untilSeen(() => room.main.screen(HD), [400, 360, BLUE]);
    const words = device.peer.takeWords();
    expect(words).not.toContain(REVOKED);
    expect(words).not.toContain(OURS);
    expect(room.slides.units).toEqual([]);
    // What it releases is ours, and it is told so.
    device.releaseFloor();
    await eventually(room.isSharing, false);
    await eventually(() => device.peer.takeWords(), expect.arrayContaining([OURS]));
    await eventually(room.isTaken, true);
    room.show(inSlides);
    await untilSeen(() => room.slides.screen(FULL_HD), [960, 540, BLUE]);
    // It may take it from us at any time.
    device.requestFloor();
    await eventually(room.isSharing, true);
    expect(room.isTaken()).toBe(false);
    // Without a meeting it has to stop.
    device.peer.takeWords();
    room.thread.post({ type: 'leaveComposition', endpoint: room.endpoint });
    await eventually(() => device.peer.takeWords(), expect.arrayContaining([REVOKED]));
    expect(room.isSharing()).toBe(false);
  });

  test('begins without a holder of the floor when a room closes its line for slides and opens it again', async () => {
    const room = await openRoom();
    const device = await openDevice(room);
    await share(room);
    room.enter();
    const holdFloor = async () => {
      device.hello();
      device.requestFloor();
      await eventually(() => device.peer.takeWords(), expect.arrayContaining([GRANTED]));
      await eventually(room.isTaken, false);
    };
    const closeLine = () =>
      room.thread.post({
        type: 'agreeSlides',
        endpoint: room.endpoint,
        slides: undefined,
        floorControl: undefined,
      });
    await eventually(room.isTaken, true);
    await holdFloor();
    closeLine();
    await eventually(() => device.peer.takeWords(), expect.arrayContaining(['Goodbye']));
    room.agreeSlides(device.agreed);
    await eventually(room.isTaken, true);
    await holdFloor();
    // What the meeting shares is seen there too.
    closeLine();
    room.show(inSlides);
    room.agreeSlides(device.agreed);
    await eventually(room.isTaken, true);
    await untilSeen(() => room.slides.screen(FULL_HD), [960, 540, BLUE]);
  });

  test('denies a flood of requests for the floor, and goes on sending its picture', async () => {
    const room = await openRoom();
    const device = await openDevice(room);
    room.enter();
    device.hello();
    const words: string[] = [];
    const startedAt = performance.now();
    for (let round = 0; round < 100; round += 1) {
      for (let at = 0; at < 20; at += 1) device.requestFloor();
      device.releaseFloor();
      await pause(5);
      words.push(...device.peer.takeWords());
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const granted = words.filter((word) => word === GRANTED);
    expect(granted.length).toBeGreaterThan(0);
    // Five at once, and then one each two seconds (`floorControlServer.ts`).
    expect(granted.length).toBeLessThanOrEqual(5 + seconds / 2);
    const sent = room.main.units.length;
    await room.main.until((units) => units.length > sent + 3);
  });

  test('asks a server for the floor, and shows a screen in the other picture where it is refused', async () => {
    const room = await openRoom();
    await share(room);
    room.enter();
    const events = new FloorEvents();
    const server = new BfcpSession(await RtpSocket.open(ADDRESS, 0), events);
    onTestFinished(() => server.close());
    const { port, ...ids } = server.local;
    const line = { kind: 'bfcp', mediaLine: 3, address: ADDRESS, signalledFrom: ADDRESS } as const;
    server.agree({ ...line, port: room.local.bfcp?.port ?? 0, role: 'server' });
    room.agreeSlides({ ...line, port, role: 'client', ...ids });
    await eventually(() => events.noted, ['ready']);
    await eventually(room.isTaken, true);
    room.show(inSlides);
    await eventually(() => events.noted, ['ready', 'requested']);
    expect(room.slides.units).toEqual([]);
    server.deny();
    await eventually(room.isTaken, false);
    // Asked again for what is shared next.
    room.show(nothingShared);
    await eventually(room.isTaken, true);
    room.show(inSlides);
    await eventually(() => events.noted, ['ready', 'requested', 'requested']);
    server.grant();
    await untilSeen(() => room.slides.screen(FULL_HD), [960, 540, BLUE]);
    // Taken from us, and left to us again.
    server.takeFloor();
    await eventually(room.isTaken, false);
    // Only the newest state of a floor is told: the first has to arrive before.
    await pause(1_000);
    server.leaveFloor();
    await eventually(() => events.noted.filter((one) => one === 'requested').length, 3);
    server.grant();
    await eventually(room.isTaken, true);
  });

  test('goes on when a compositor is killed, and leaves nothing when the call ends during a share', async () => {
    const room = await openRoom();
    await share(room);
    const device = await openDevice(room);
    room.enter();
    await eventually(room.isTaken, true);
    room.show(inSlides);
    await untilSeen(() => room.slides.screen(FULL_HD), [960, 540, BLUE]);
    // And what the room shows.
    device.hello();
    device.requestFloor();
    await room.slides.send(clip(GREEN, '1280x720'));
    await eventually(room.isSharing, true);
    const sending = room.meeting.takes([SLIDES]);
    room.thread.post({ type: 'startSlides', endpoint: room.endpoint, sending });
    await untilSeen(() => room.meeting.picture(SLIDES, HD), [640, 360, GREEN]);
    const sent = room.meeting.frames.get(SLIDES)?.length ?? 0;
    for (const pid of programs('compositor')) process.kill(pid, 'SIGKILL');
    await room.thread.event('complained', ({ text }) => text.includes('died'));
    const after = () => room.meeting.frames.get(SLIDES)?.slice(sent) ?? [];
    await eventually(() => after().some(({ isKeyFrame }) => isKeyFrame), true);
    await untilSeen(() => room.meeting.picture(SLIDES, HD), [640, 360, GREEN]);
    const { composition } = await room.thread.event('compositionOpened');
    room.thread.post({ type: 'closeEndpoint', endpoint: room.endpoint });
    room.thread.post({ type: 'closeComposition', composition });
    await eventually(() => programs(), []);
    // Their ports are free again.
    const { video, slides, bfcp } = room.local;
    for (const port of [video.port, slides?.port, slides && slides.port + 1, bfcp?.port])
      (await RtpSocket.open(ADDRESS, port ?? 0)).close();
  });
});

const DENIED = 'FloorRequestStatus denied';
const GRANTED = 'FloorRequestStatus granted';
const REVOKED = 'FloorRequestStatus revoked';
const OURS = 'FloorStatus granted to another';
