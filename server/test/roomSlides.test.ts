// What room systems show to their meeting and see on their second display: over SIP, with floor control, a real compositor.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { coloursIn, plain } from '@distansmote/testkit/picture/testPattern.ts';
import type { Colour } from '@distansmote/testkit/picture/colours.ts';
import { encodeFilm } from '@distansmote/testkit/room/encodedFilm.ts';
import { SipRoom, type SipRoomOptions } from '@distansmote/testkit/room/sipRoom.ts';
import { SlidesEnd } from '@distansmote/testkit/room/slidesEnd.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const isPossible = picturePrograms !== undefined && hasFfmpeg;
if (!isPossible) console.warn('Left out: no compositor or no ffmpeg');

vi.setConfig({ testTimeout: 120_000 });
const SOON = { timeout: 40_000, interval: 300 };
const SMALL = { width: 640, height: 360 };
const SLIDES_RATE = 10;

const sipPort = await freePort();
const { server, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_ROOMS: '1',
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
  await server.meetings.endAll('endedByConvener');
});

interface Room {
  room: SipRoom;
  slides: SlidesEnd;
}

/** In the meeting. @param colours of its camera, and of what it shows */
async function dial(
  callId: string,
  [camera, shown]: [Colour, Colour],
  options: Omit<NonNullable<SipRoomOptions['slides']>, 'end'> = {},
): Promise<Room> {
  const film = await encodeFilm({
    ...SMALL,
    quarters: plain(shown),
    framesPerSecond: SLIDES_RATE,
    seconds: 4,
  });
  const slides = await SlidesEnd.open(film, SLIDES_RATE);
  const phone = await SipPhone.udp(sipPort);
  const room = await SipRoom.open(phone, {
    ...SMALL,
    quarters: plain(camera),
    slides: { end: slides, ...options },
  });
  stops.push(async () => {
    room.dialog.request('BYE');
    await room.close();
    phone.close();
  });
  await room.call(callId);
  return { room, slides };
}

const sees = (end: SipRoom | SlidesEnd, ...colours: Colour[]) =>
  vi.waitFor(
    async () => expect(coloursIn(await end.sees())).toEqual(expect.arrayContaining(colours)),
    SOON,
  );
const isScreen = ({ source }: { source: string }) => source === 'screen';

describe.skipIf(!isPossible)('slides of room systems', () => {
  test('what a room shows with the floor is a screen of the meeting, and on the second display of another', async () => {
    const { convener, callId } = await conveneMeeting();
    const one = await dial(callId, ['cyan', 'magenta']);
    const other = await dial(callId, ['yellow', 'green']);
    await sees(other.room, 'cyan');
    other.slides.floor.hello();
    other.slides.floor.queryFloor();
    // Without the floor it is dropped.
    one.slides.start();
    await pause(2_000);
    expect(convener.all('trackStarted').filter(({ track }) => isScreen(track))).toEqual([]);
    one.slides.floor.requestFloor();
    const { track } = await convener.waitForNotice('trackStarted', (body) => isScreen(body.track));
    expect(track).toMatchObject({ source: 'screen' });
    await sees(other.slides, 'magenta');
    // Beside the people it would be there twice.
    await sees(other.room, 'cyan');
    expect(coloursIn(await other.room.sees())).not.toContain('magenta');
    expect(other.slides.floor.peer.takeWords()).toContain('FloorStatus granted to another');
    // The other shows something too: the newest is seen, and the first goes on.
    other.slides.floor.requestFloor();
    other.slides.start();
    await sees(one.room, 'green');
    await sees(other.room, 'magenta');
    other.slides.floor.releaseFloor();
    await sees(other.slides, 'magenta');

    convener.notices.length = 0;
    await convener.request('stopScreenOf', { participantId: track.participantId });
    await convener.waitForNotice('trackStopped', isScreen);
    await vi.waitFor(async () => {
      const sent = other.slides.packetCount;
      await pause(1_000);
      expect(other.slides.packetCount).toBe(sent);
    }, SOON);

    convener.notices.length = 0;
    await one.room.hangUp();
    await convener.waitForNotice('participantLeft');
    const before = other.slides.packetCount;
    await sees(other.room, 'black');
    await vi.waitFor(() => expect(other.slides.packetCount).toBe(before), SOON);
    await other.room.hangUp();
    await eventually(() => server.phones?.callCount, 0);
  });

  test('a line that comes by re-INVITE works without floor control, until it is taken away', async () => {
    const { convener, callId } = await conveneMeeting();
    const { room, slides } = await dial(callId, ['cyan', 'magenta'], {
      isLate: true,
      hasFloorControl: false,
    });
    await convener.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
    expect(await room.addSlides()).toContain('a=content:slides');
    slides.start();
    await convener.waitForNotice('trackStarted', ({ track }) => isScreen(track));
    await room.addSlides(false);
    await convener.waitForNotice('trackStopped', isScreen);
    // It may come back, and stops when nothing arrives any more.
    convener.notices.length = 0;
    await room.addSlides();
    await convener.waitForNotice('trackStarted', ({ track }) => isScreen(track));
    slides.stop();
    await convener.waitForNotice('trackStopped', isScreen);
    await room.hangUp();
    await eventually(() => server.phones?.callCount, 0);
  });
});
