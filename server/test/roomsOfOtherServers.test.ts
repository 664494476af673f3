// Room systems that dial another server than the one that has their meeting: sound, pictures and slides, both ways.
import type { CallId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { layeredOffer } from '@distansmote/testkit/browser/trackOffers.ts';
import type { Colour } from '@distansmote/testkit/picture/colours.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { coloursIn, plain, ROOM_QUARTERS } from '@distansmote/testkit/picture/testPattern.ts';
import { BaresipRoom, whyNoBaresipRoom } from '@distansmote/testkit/room/baresipRoom.ts';
import { encodeFilm } from '@distansmote/testkit/room/encodedFilm.ts';
import { SipRoom, type SipRoomOptions } from '@distansmote/testkit/room/sipRoom.ts';
import { SlidesEnd } from '@distansmote/testkit/room/slidesEnd.ts';
import { type PhoneNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';

const why = whyNoBaresipRoom() ?? (picturePrograms === undefined ? 'no compositor' : undefined);
if (why !== undefined) console.warn(`Left out: ${why}`);

// Several programs encode and decode video, sometimes on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });
const SOON = { timeout: 60_000, interval: 300 };
const SMALL = { width: 640, height: 360 };
const SLIDES_RATE = 10;
/** In dB below full scale: a tone louder than this counts as heard. */
const HEARD = -45;

const nodes = await TestNodes.create();
const settings = {
  SIP_ROOMS: '1',
  SIP_MAX_ROOMS: '2',
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
};
const holder = await nodes.startWithPhones(settings);
const other = await nodes.startWithPhones(settings);
afterAll(() => nodes.stop());

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
  for (const node of [holder, other]) {
    await node.meetings.endAll('endedByConvener');
    await vi.waitFor(() => expect(node.phones?.callCount).toBe(0), SOON);
  }
});

async function convene(isSending = false): Promise<{ karin: Page; callId: CallId }> {
  const { account, page: karin } = await openStaff(holder);
  stops.push(() => karin.close());
  const { callId } = await holder.spaces.create({ name: 'Samtal', ownerId: account.id });
  await karin.enter(callId, 'Karin', isSending ? [layeredOffer()] : []);
  return { karin, callId };
}

/** In the meeting. @param colour of its camera */
async function dial(
  node: PhoneNode,
  callId: CallId,
  colour: Colour,
  options: SipRoomOptions = {},
): Promise<SipRoom> {
  const phone = await SipPhone.udp(node.sipPort);
  const room = await SipRoom.open(phone, { ...SMALL, quarters: plain(colour), ...options });
  stops.push(async () => {
    room.dialog.request('BYE');
    await room.close();
    phone.close();
  });
  await room.call(callId);
  return room;
}

async function openSlides(colour: Colour): Promise<SlidesEnd> {
  const film = await encodeFilm({
    ...SMALL,
    quarters: plain(colour),
    framesPerSecond: SLIDES_RATE,
    seconds: 4,
  });
  return SlidesEnd.open(film, SLIDES_RATE);
}

const sees = (end: SipRoom | SlidesEnd | BaresipRoom, ...colours: Colour[]) =>
  vi.waitFor(
    async () => expect(coloursIn(await end.sees())).toEqual(expect.arrayContaining(colours)),
    SOON,
  );
const isScreen = ({ source }: { source: string }) => source === 'screen';
const isCamera = ({ source }: { source: string }) => source === 'camera';

describe.skipIf(why !== undefined)('a room system at another server', () => {
  test('sees and hears a room at the server of the meeting, is seen and heard, and is gone when it hangs up', async () => {
    const { karin, callId } = await convene();
    const byHand = await dial(holder, callId, 'cyan', { hertz: 1_370, displayName: 'Sal' });
    const room = await BaresipRoom.start({ ...SMALL, number: 'rum', hertz: 790 });
    stops.push(() => room.stop());
    room.dial(other.sipPort, callId);
    await sees(room, 'cyan');
    await sees(byHand, ...(ROOM_QUARTERS as readonly Colour[]));
    expect(coloursIn(await byHand.sees())).not.toContain('cyan');
    await vi.waitFor(async () => expect(await room.hears(1_370)).toBeGreaterThan(HEARD), SOON);
    const joined = karin.all('participantJoined').map(({ participant }) => participant);
    expect(joined).toHaveLength(2);
    for (const one of joined) expect(one.kind).toBe('room');
    const theirs = joined.find(({ name }) => name !== 'Sal');
    await karin.waitForNotice('speakersChanged', ({ speakerIds }) =>
      speakerIds.includes(theirs?.id ?? ('' as never)),
    );
    const cameras = () => karin.all('trackStarted').filter(({ track }) => isCamera(track));
    await vi.waitFor(() => expect(cameras()).toHaveLength(2), SOON);
    room.hangUp();
    await karin.waitForNotice('participantLeft', (body) => body.participantId === theirs?.id);
    expect(other.meetings.count).toBe(0);
  });

  test('shares a composition with another room at its server', async () => {
    const { callId } = await convene();
    const [one, two] = [await dial(other, callId, 'cyan'), await dial(other, callId, 'magenta')];
    const third = await dial(holder, callId, 'yellow');
    await sees(one, 'magenta', 'yellow');
    await sees(two, 'cyan', 'yellow');
    await sees(third, 'cyan', 'magenta');
    await one.hangUp();
    await sees(two, 'yellow');
  });

  test('turns its camera and its microphone off and on, and is told that a convener has turned it off', async () => {
    const { karin, callId } = await convene();
    const room = await BaresipRoom.start({ ...SMALL, number: 'rum', hertz: 790 });
    stops.push(() => room.stop());
    room.dial(other.sipPort, callId);
    await karin.waitForNotice('trackStarted', ({ track }) => isCamera(track));
    const { participant } = await karin.waitForNotice('participantJoined');
    const isMicrophone = ({ source }: { source: string }) => source === 'microphone';
    await karin.request('muteParticipant', { participantId: participant.id });
    await karin.waitForNotice('trackPaused', isMicrophone);
    await room.key('*6');
    await karin.waitForNotice('trackResumed', isMicrophone);
    room.setCamera(false);
    await vi.waitFor(() => expect(karin.all('trackPaused').some(isCamera)).toBe(true), SOON);
    room.setCamera(true);
    await vi.waitFor(() => expect(karin.all('trackResumed').some(isCamera)).toBe(true), SOON);
  });

  test('shows slides with the floor, and sees those of others', async () => {
    const { karin, callId } = await convene();
    const [ofOne, ofOther] = [await openSlides('magenta'), await openSlides('green')];
    const one = await dial(holder, callId, 'cyan', { slides: { end: ofOne } });
    const two = await dial(other, callId, 'yellow', { slides: { end: ofOther } });
    await sees(two, 'cyan');
    await sees(one, 'yellow');
    for (const { floor } of [ofOne, ofOther]) {
      floor.hello();
      floor.queryFloor();
    }
    const showsTo = async (from: SlidesEnd, to: SlidesEnd, colour: Colour) => {
      karin.notices.length = 0;
      from.floor.requestFloor();
      from.start();
      const { track } = await karin.waitForNotice('trackStarted', (body) => isScreen(body.track));
      await sees(to, colour);
      expect(to.floor.peer.takeWords()).toContain('FloorStatus granted to another');
      return track.participantId;
    };
    await showsTo(ofOther, ofOne, 'green');
    ofOther.floor.releaseFloor();
    ofOther.stop();
    await karin.waitForNotice('trackStopped', isScreen);
    const participantId = await showsTo(ofOne, ofOther, 'magenta');
    await karin.request('stopScreenOf', { participantId });
    await karin.waitForNotice('trackStopped', isScreen);
    karin.notices.length = 0;
    await two.hangUp();
    await karin.waitForNotice('participantLeft');
  });

  test('tells a page that it has a tile for its camera', async () => {
    const { karin, callId } = await convene(true);
    const rooms = new VirtualRooms(other.sipPort);
    onTestFinished(() => rooms.close());
    await rooms.dial({ dials: callId, offersVideo: true });
    const { participant } = await karin.waitForNotice('participantJoined');
    await karin.waitForNotice(
      'playbackReported',
      ({ by, picture }) => by === participant.id && picture === 'notReceived',
    );
  });

  test('that gets sound only is in the meeting, and conveners are told why', async () => {
    const { karin, callId } = await convene();
    const rooms = new VirtualRooms(other.sipPort);
    onTestFinished(() => rooms.close());
    for (let room = 1; room <= 3; room += 1)
      await rooms.dial({ dials: callId, offersVideo: true, uri: `rum${room}@county.example` });
    await eventually(() => holder.meetings.presentCounts.get(callId), 4);
    const { participant } = await karin.waitForNotice(
      'participantChanged',
      (body) => body.participant.pictureLimit !== undefined,
    );
    expect(participant.pictureLimit).toBe('tooManyRooms');
  });
});
