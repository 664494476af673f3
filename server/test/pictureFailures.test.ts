// What goes wrong with one room in the picture engine: the others, and the thread, go on.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { programs } from '@distansmote/testkit/picture/programs.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestRoom } from '@distansmote/testkit/picture/testRoom.ts';
import type { PictureState } from '../src/calls/callPicture.ts';
import { RoomPictures } from '../src/calls/roomPictures.ts';
import { createLog } from '../src/platform/log.ts';
import { Lettering } from '../src/picture/lettering.ts';
import { PictureEngine } from '../src/picture/pictureEngine.ts';
import type { CompositionKey, PictureEndpointKey } from '../src/picture/pictureKeys.ts';
import type {
  FromPictureThread,
  PictureThreadData,
  SendingPicture,
} from '../src/picture/pictureMessages.ts';
import { RtpSocket } from '../src/rtp/rtpPorts.ts';

const HOST = '127.0.0.1';
const THREAD: PictureThreadData = {
  host: HOST,
  firstPort: 0,
  lastPort: 0,
  programs: picturePrograms ?? { compositor: '', lettering: '' },
};
const SENDING: SendingPicture = { port: 9, payloadType: 101, ssrcs: [1] };
const [one, other] = ['one', 'other'] as unknown as [PictureEndpointKey, PictureEndpointKey];
const composition = 'meeting' as CompositionKey;

async function openRooms() {
  const events: FromPictureThread[] = [];
  const engine = new PictureEngine(THREAD, (event) => events.push(event));
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await engine.handle({ type: 'stop' });
  });
  await engine.handle({ type: 'openComposition', composition });
  for (const endpoint of [one, other])
    await engine.handle({ type: 'openEndpoint', endpoint, cname: 'test' });
  const enter = (endpoint: PictureEndpointKey) =>
    engine.handle({ type: 'enterComposition', endpoint, composition, sending: SENDING });
  return { engine, events, enter };
}

/** Of the first room, which sees its card. */
async function openScreen(engine: PictureEngine, events: FromPictureThread[]): Promise<TestRoom> {
  const room = await TestRoom.open();
  onTestFinished(() => room.close());
  const opened = events.find((event) => event.type === 'endpointOpened');
  if (opened === undefined) throw new Error('not opened');
  room.connect(opened.local.video);
  await engine.handle({ type: 'agree', endpoint: one, video: room.agreed });
  await room.until((units) => units.length > 2);
  return room;
}

/** As when the process has no file descriptor left. */
const failOnce = () =>
  vi.spyOn(RtpSocket, 'open').mockRejectedValueOnce(new Error('bind EMFILE 127.0.0.1'));

const isFailed = (event: FromPictureThread) => event.type === 'endpointFailed';
const failed = { type: 'endpointFailed', endpoint: one, reason: 'bind EMFILE 127.0.0.1' };

describe.skipIf(picturePrograms === undefined)('the picture engine', () => {
  test('ends only the room that gets no socket for its camera, or for its slides', async () => {
    const { engine, events, enter } = await openRooms();
    failOnce();
    await enter(one);
    expect(events.filter(isFailed)).toEqual([failed]);
    await enter(other);
    await engine.handle({ type: 'openEndpoint', endpoint: one, cname: 'test' });
    await enter(one);
    expect(events.filter(isFailed)).toEqual([failed]);
    failOnce();
    await engine.handle({ type: 'startSlides', endpoint: one, sending: SENDING });
    expect(events.filter(isFailed)).toEqual([failed, failed]);
    await engine.handle({ type: 'startSlides', endpoint: other, sending: SENDING });
    expect(events.filter(isFailed)).toEqual([failed, failed]);
  });

  test('goes on with what it showed when something cannot be drawn at all', async () => {
    const { engine, events } = await openRooms();
    const room = await openScreen(engine, events);
    vi.spyOn(Lettering.prototype, 'draw').mockRejectedValue(new Error('there is no such font'));
    await engine.handle({ type: 'showCard', endpoint: one, card: { title: 'Hej', lines: [] } });
    const complaint = { type: 'complained', text: 'compositor: there is no such font' };
    await vi.waitFor(() => expect(events).toContainEqual(complaint), WAIT_OPTIONS);
    const seen = room.units.length;
    await room.until((units) => units.length > seen + 2);
  });

  test.skipIf(!hasFfmpeg)(
    'draws the words of a card once the lettering is back',
    { timeout: 60_000 },
    async () => {
      const { engine, events } = await openRooms();
      const room = await openScreen(engine, events);
      const short = { title: 'I', lines: [] };
      await engine.handle({ type: 'showCard', endpoint: one, card: short });
      await vi.waitFor(() => expect(programs('lettering')).toHaveLength(1), WAIT_OPTIONS);
      for (const pid of programs('lettering')) process.kill(pid, 'SIGKILL');
      const card = { title: 'Ange samtals-ID', lines: [] };
      await engine.handle({ type: 'showCard', endpoint: one, card });
      // Light words on a dark ground.
      await vi.waitFor(
        async () => {
          const picture = await room.screen({ width: 1_280, height: 720 });
          const row = Array.from({ length: 250 }, (_, at) =>
            Math.max(...picture.at(200 + at, 360)),
          );
          expect(Math.max(...row)).toBeGreaterThan(200);
        },
        { timeout: 30_000, interval: 200 },
      );
    },
  );
});

test('a room whose picture could not go on is told so, and no other', () => {
  const changed: [PictureEndpointKey, PictureState][] = [];
  const pictures = new RoomPictures(
    { thread: THREAD, maxRooms: 2, log: createLog('silent') },
    {
      onEvent: () => undefined,
      requestKeyFrame: () => undefined,
      onStateChanged: (endpoint, state) => changed.push([endpoint, state]),
    },
  );
  const [first, second] = [pictures.create(one), pictures.create(other)];
  first?.pictureEvent({ type: 'endpointFailed', endpoint: one, reason: 'bind EMFILE 127.0.0.1' });
  expect(changed).toMatchObject([[one, { limit: 'failed' }]]);
  expect(second?.state.limit).toBeUndefined();
});
