// What goes wrong with one room in the picture engine: the others, and the thread, go on.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestRoom } from '@distansmote/testkit/picture/testRoom.ts';
import { RoomPictures } from '../src/calls/roomPictures.ts';
import { createLog } from '../src/platform/log.ts';
import { Lettering } from '../src/picture/lettering.ts';
import { PictureEngine } from '../src/picture/pictureEngine.ts';
import type { CompositionKey, PictureEndpointKey } from '../src/picture/pictureKeys.ts';
import type { FromPictureThread, SendingPicture } from '../src/picture/pictureMessages.ts';
import { RtpSocket } from '../src/rtp/rtpPorts.ts';

const HOST = '127.0.0.1';
const SENDING: SendingPicture = { port: 9, payloadType: 101, ssrcs: [1] };
const [one, other] = ['one', 'other'] as unknown as [PictureEndpointKey, PictureEndpointKey];
const composition = 'meeting' as CompositionKey;

async function openRooms() {
  const events: FromPictureThread[] = [];
  const programs = picturePrograms ?? { compositor: '', lettering: '' };
  const engine = new PictureEngine({ host: HOST, firstPort: 0, lastPort: 0, programs }, (event) =>
    events.push(event),
  );
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
    const room = await TestRoom.open();
    onTestFinished(() => room.close());
    const opened = events.find((event) => event.type === 'endpointOpened');
    if (opened === undefined) throw new Error('not opened');
    room.connect(opened.local.video);
    await engine.handle({ type: 'agree', endpoint: one, video: room.agreed });
    await room.until((units) => units.length > 2);
    vi.spyOn(Lettering.prototype, 'draw').mockRejectedValue(new Error('there is no such font'));
    await engine.handle({ type: 'showCard', endpoint: one, card: { title: 'Hej', lines: [] } });
    const complaint = { type: 'complained', text: 'compositor: there is no such font' };
    await vi.waitFor(() => expect(events).toContainEqual(complaint));
    const seen = room.units.length;
    await room.until((units) => units.length > seen + 2);
  });
});

test('a room whose picture could not go on is told so, and no other', () => {
  const changed: PictureEndpointKey[] = [];
  const thread = {
    host: HOST,
    firstPort: 0,
    lastPort: 0,
    programs: { compositor: '', lettering: '' },
  };
  const pictures = new RoomPictures(
    { thread, maxRooms: 2, log: createLog('silent') },
    {
      onEvent: () => undefined,
      requestKeyFrame: () => undefined,
      onSightChanged: (endpoint) => changed.push(endpoint),
    },
  );
  const [first, second] = [pictures.create(one), pictures.create(other)];
  first?.pictureEvent({ type: 'endpointFailed', endpoint: one, reason: 'bind EMFILE 127.0.0.1' });
  expect(first?.limit).toBe('failed');
  expect(changed).toEqual([one]);
  expect(second?.limit).toBeUndefined();
});
