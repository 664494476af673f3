// Room systems at other nodes than their meeting's, while that node dies, or their own is stopped.
import type { Colour } from '@distansmote/testkit/picture/colours.ts';
import { coloursIn, plain } from '@distansmote/testkit/picture/testPattern.ts';
import { SipRoom } from '@distansmote/testkit/room/sipRoom.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { type Outcome, problemsOfHolders, seconds } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { SIP_PORT, type Stage, TRUNK_ADDRESS } from '../stage.ts';
import { openMeeting, untilBack } from './lines.ts';

const SETTLES_MS = 5_000;
const WAIT = { timeout: 60_000, interval: 100 };
const SMALL = { width: 640, height: 360 };
/** The node of a room goes on showing it the last picture that came. */
const STALE_MS = 3_000;

type Meeting = Awaited<ReturnType<typeof openMeeting>>;

/** Two rooms call different nodes, neither of them the meeting's, and see each other. */
async function callBoth({ space, lineAddresses }: Meeting, stops: (() => unknown)[]) {
  const dial = async (server: string, colour: Colour) => {
    const phone = await SipPhone.udp(SIP_PORT, TRUNK_ADDRESS, server);
    stops.push(() => phone.close());
    const quarters = plain(colour);
    const room = await SipRoom.open(phone, { ...SMALL, quarters, address: TRUNK_ADDRESS, server });
    stops.push(() => room.close());
    await room.call(space.callId);
    return room;
  };
  const sees = (room: SipRoom, colour: Colour) =>
    waitFor(async () => {
      const seen = coloursIn(await room.sees());
      if (!seen.includes(colour)) throw new Error(`sees ${seen.join()}, not ${colour}`);
    }, WAIT);
  const one = await dial(lineAddresses[0], 'cyan');
  const other = await dial(lineAddresses[1], 'magenta');
  const seeEachOther = () => Promise.all([sees(one, 'magenta'), sees(other, 'cyan')]);
  await seeEachOther();
  await pause(SETTLES_MS);
  return { one, seeEachOther };
}

async function play(
  stage: Stage,
  trial: (meeting: Meeting, stops: (() => unknown)[]) => Promise<Outcome>,
): Promise<Outcome> {
  const meeting = await openMeeting(stage);
  const stops: (() => unknown)[] = [];
  try {
    const { problems, numbers } = await trial(meeting, stops);
    const ofHolders = await problemsOfHolders(stage, [meeting.space]);
    return { problems: [...problems, ...ofHolders], numbers };
  } finally {
    for (const stop of stops.toReversed()) await stop();
    await meeting.close();
  }
}

const farewells = ({ anna }: Meeting) => anna.toldLeft.map((name) => `${name} left`);

async function killHolder(meeting: Meeting, stops: (() => unknown)[]): Promise<Outcome> {
  const { anna, owner } = meeting;
  const { seeEachOther } = await callBoth(meeting, stops);
  await owner.end('SIGKILL');
  const killedAtMs = performance.now();
  // Her page knows a moment later.
  await waitFor(() => {
    if (anna.absences.length === 0) throw new Error('Anna is not out');
  }, WAIT);
  await untilBack(anna);
  const thereAfterMs = performance.now() - killedAtMs;
  await pause(STALE_MS);
  await seeEachOther();
  await owner.run();
  return {
    problems: farewells(meeting),
    numbers: [`in the meeting again ${seconds(thereAfterMs)} s after`],
  };
}

async function stopOwnNode(meeting: Meeting, stops: (() => unknown)[]): Promise<Outcome> {
  const { anna, ownLine } = meeting;
  const { one, seeEachOther } = await callBoth(meeting, stops);
  const ended = ownLine.end('SIGTERM');
  await pause(STALE_MS);
  await untilBack(anna);
  await seeEachOther();
  const problems = farewells(meeting);
  const hungUpAtMs = performance.now();
  await one.hangUp();
  await ended;
  const endedAfter = seconds(performance.now() - hungUpAtMs);
  await ownLine.run();
  return { problems, numbers: [`the node ended ${endedAfter} s after its room had hung up`] };
}

export const rooms: Scenario[] = [
  {
    name: 'lines-rooms-kill',
    says: 'two room systems are in a meeting by two nodes that do not have it, and the one that has it is killed',
    aim: 'survive ≤ 3 s',
    hasLines: true,
    run: (stage) => play(stage, killHolder),
  },
  {
    name: 'lines-rooms-drain',
    says: 'two room systems are in a meeting by two nodes that do not have it, and one of those is stopped by SIGTERM',
    aim: 'survive the drain of their own node',
    hasLines: true,
    run: (stage) => play(stage, stopOwnNode),
  },
];
