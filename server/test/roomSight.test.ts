// What is told of a room's picture: to whoever it shows or not, and to conveners when it sees less than the meeting.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { layeredOffer } from '@distansmote/testkit/browser/trackOffers.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { slowDownCompositors } from '@distansmote/testkit/picture/slowCompositor.ts';
import { ReportedVideo } from '@distansmote/testkit/room/reportedVideo.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualRooms } from '@distansmote/testkit/telephone/virtualRoom.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

if (picturePrograms === undefined) console.warn('Left out: no compositor');
vi.setConfig({ testTimeout: 180_000 });
const LONG = { ...WAIT_OPTIONS, timeout: 120_000 };

const sipPort = await freePort();
const { server, open, closePages, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_ROOMS: '1',
  COMPOSITOR_BIN: picturePrograms?.compositor ?? '',
  LETTERING_BIN: picturePrograms?.lettering ?? '',
});

/** More packets than a report is judged by, twice. */
const MUCH = 400;
const FROM = '"Rum 3" <sip:rum3@county.example>';

afterEach(async () => {
  closePages();
  await server.meetings.endAll('endedByConvener');
});

function startRooms(): VirtualRooms {
  const rooms = new VirtualRooms(sipPort);
  onTestFinished(() => rooms.close());
  return rooms;
}

async function openVideo(): Promise<ReportedVideo> {
  const video = await ReportedVideo.open();
  onTestFinished(() => video.close());
  return video;
}

/** The room's latest report to that page. */
const told = (page: Page, by: ParticipantId) =>
  page.all('playbackReported').findLast((report) => report.by === by)?.picture;
const isTold = (page: Page, by: ParticipantId, picture: VideoPlayback) =>
  eventually(() => told(page, by), picture);
const limitOf = (convener: Page) =>
  convener.all('participantChanged').at(-1)?.participant.pictureLimit;
const isLimited = (convener: Page, limit: PictureLimit | undefined) =>
  vi.waitFor(() => expect(limitOf(convener)).toBe(limit), LONG);

test.skipIf(picturePrograms === undefined)(
  'a room tells everybody who sends a camera whether it has a tile for them, and whether its picture arrives',
  async () => {
    const { callId, convener } = await conveneMeeting({}, [layeredOffer()]);
    const video = await openVideo();
    const room = await startRooms().dial({ dials: callId, video: video.line });
    video.connect(room.videoPort);
    const { participant } = await convener.waitForNotice('participantJoined');
    // It has a tile, in which nothing arrives of this page.
    await isTold(convener, participant.id, 'notReceived');
    const pages: Page[] = [];
    let last: ParticipantId | undefined;
    for (const name of ['Anna', 'Bo', 'Cia', 'Dan', 'Eva', 'Finn']) {
      const page = await open();
      pages.push(page);
      ({ participantId: last } = await page.enter(callId, name, [layeredOffer()]));
    }
    const [eva, finn] = pages.slice(-2) as [Page, Page];
    await isTold(finn, participant.id, 'hidden');
    expect(told(eva, participant.id)).not.toBe('hidden');
    // Who speaks takes the place of one of those who do not.
    (await server.meetings.find(callId))?.speakersChanged([last as ParticipantId]);
    await isTold(eva, participant.id, 'hidden');
    expect(told(finn, participant.id)).not.toBe('hidden');
    // By its RTCP.
    video.keepReporting('received');
    await video.sent(MUCH);
    video.keepReporting('lost');
    await isTold(eva, participant.id, 'notReceived');
    video.keepReporting('received');
    await isTold(eva, participant.id, 'hidden');
    await eva.request('pauseTrack', { source: 'camera' });
    await isTold(eva, participant.id, 'unknown');
    await eva.request('resumeTrack', { source: 'camera' });
    await isTold(eva, participant.id, 'hidden');
    // A picture that the room has switched off itself is no fault of the server's.
    const off = `${video.line}a=inactive\r\n`;
    await room.invite({ room: { dials: callId, from: FROM, video: off } });
    room.acknowledge();
    await isTold(eva, participant.id, 'turnedOff');
    await isTold(convener, participant.id, 'turnedOff');
    expect(limitOf(convener)).toBe(undefined);
  },
);

test.skipIf(picturePrograms === undefined)(
  'conveners are told when the picture thread has died, and the next room has a picture again',
  async () => {
    const { callId, convener } = await conveneMeeting({}, [layeredOffer()]);
    await startRooms().dial({ dials: callId, offersVideo: true });
    const { participant } = await convener.waitForNotice('participantJoined');
    await isTold(convener, participant.id, 'notReceived');
    await server.phones?.terminateForTest('picture');
    await isTold(convener, participant.id, 'turnedOff');
    await isLimited(convener, 'failed');
    expect((await server.meetings.find(callId))?.presentCount).toBe(2);
    await startRooms().untilPictures();
    await startRooms().dial({ dials: callId, offersVideo: true, uri: 'rum4@county.example' });
    const joined = () => convener.all('participantJoined').at(-1)?.participant.id;
    await vi.waitFor(() => expect(joined()).not.toBe(participant.id), WAIT_OPTIONS);
    await isTold(convener, joined() as ParticipantId, 'notReceived');
  },
);

test.skipIf(picturePrograms === undefined)(
  'conveners are told when the server cannot keep up, and when it does again',
  async () => {
    const { callId, convener } = await conveneMeeting({}, [layeredOffer()]);
    await startRooms().dial({ dials: callId, offersVideo: true });
    const { participant } = await convener.waitForNotice('participantJoined');
    await isTold(convener, participant.id, 'notReceived');
    const recover = slowDownCompositors(process.pid);
    onTestFinished(recover);
    await isLimited(convener, 'oneTile');
    await isLimited(convener, 'overloaded');
    await isTold(convener, participant.id, 'turnedOff');
    recover();
    await isLimited(convener, undefined);
    await eventually(() => told(convener, participant.id) === 'turnedOff', false);
  },
);
