// Telephones at other nodes than their meeting's, while a node dies, hangs or is drained: for how long they hear nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import type { NodeNetwork } from '@distansmote/testkit/cluster/nodeNetworks.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { digestAnswer } from '@distansmote/testkit/telephone/digestAnswer.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { OFFER, SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { enter, type Outcome, problemsOfHolders, seconds } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, SIGNS_IN, SIP_PORT, type Stage, TRUNK_ADDRESS } from '../stage.ts';

const SETTLES_MS = 5_000;
const WAIT = { timeout: 60_000, interval: 100 };
const [ELSA, BO] = [310, 430] as const;
const NUMBERS = { [ELSA]: '+46480445511', [BO]: '+46701234567' } as const;
const ALTERNATIONS = 6;

interface Nodes {
  owner: ServerProcess;
  /** Where the line is that is looked at. */
  ownLine: ServerProcess;
  ownNetwork: NodeNetwork;
}

interface Meeting extends Nodes {
  space: SpaceDescription;
  anna: ReturningPage;
  /** Of the nodes that do not have it. */
  lineAddresses: readonly [string, string];
  close(): Promise<void>;
}

/** Anna keeps it open, at one of the nodes. */
export async function openMeeting(stage: Stage): Promise<Meeting> {
  const space = await makeSpace(stage, 'Telefoner');
  const anna = await enter(stage, space, 'Anna', { distribution: 'room' });
  const ownerAt = (await stage.cluster.owners(stage.readUrl())).get(space.id) ?? -1;
  const owner = stage.cluster.nodes[ownerAt];
  const [one, other] = [0, 1, 2].filter((at) => at !== ownerAt);
  const addresses = [one, other].map((at) => stage.networks.nodes[at ?? -1]?.address ?? '');
  const [ownLine, ownNetwork] = [stage.cluster.nodes[one ?? -1], stage.networks.nodes[one ?? -1]];
  if (owner === undefined || ownLine === undefined || ownNetwork === undefined)
    throw new Error('no node has the meeting');
  return {
    space,
    anna,
    owner,
    ownLine,
    ownNetwork,
    lineAddresses: addresses as [string, string],
    async close() {
      anna.close();
      const running = stage.cluster.nodes.find(({ endedBy }) => endedBy === undefined);
      await running?.deleteSpace(space).catch(() => undefined);
    },
  };
}

const ring = (server: string, callId: string, hertz: keyof typeof NUMBERS) =>
  ListeningPhone.join(SIP_PORT, callId, {
    number: NUMBERS[hertz],
    hertz,
    address: TRUNK_ADDRESS,
    server,
  });

interface Fault {
  name: string;
  says: string;
  aim: string;
  /** Who calls there leaves, and comes back: a server that says nothing may be gone for good. */
  isLeaving?: true;
  happen(nodes: Nodes): Promise<unknown> | void;
  repair(nodes: Nodes): Promise<unknown> | void;
}

const FAULTS: Fault[] = [
  {
    name: 'kill',
    says: 'the node that has it is killed',
    aim: 'survive ≤ 3 s',
    happen: ({ owner }) => owner.end('SIGKILL'),
    repair: ({ owner }) => owner.run(),
  },
  {
    name: 'freeze',
    says: 'the node that has it hangs, and goes on later',
    aim: 'all back ≤ 10 s',
    async happen({ owner }) {
      owner.freeze();
      await pause(12_000);
    },
    repair: ({ owner }) => owner.thaw(),
  },
  {
    name: 'cut',
    says: 'one of those no longer reaches the others, until it does again',
    aim: 'one meeting again ≤ 8 s after 12 s without',
    isLeaving: true,
    async happen({ ownNetwork }) {
      await ownNetwork.cut('otherNodes');
      await pause(12_000);
      await ownNetwork.heal();
    },
    repair: () => undefined,
  },
  {
    name: 'stop',
    says: 'the node that has it is stopped by SIGTERM',
    aim: 'sound gap ≤ 1.5 s cold',
    happen: ({ owner }) => owner.end('SIGTERM'),
    repair: ({ owner }) => owner.run(),
  },
];

/**
 * Elsa and Bo call different nodes, neither of them the meeting's, and hear each other.
 * @param phones gets each as it is in.
 */
async function ringBoth({ space, lineAddresses }: Meeting, phones: ListeningPhone[]) {
  const elsa = await ring(lineAddresses[0], space.callId, ELSA);
  phones.push(elsa);
  const bo = await ring(lineAddresses[1], space.callId, BO);
  phones.push(bo);
  await elsa.hears(BO);
  await bo.hears(ELSA);
  await pause(SETTLES_MS);
  for (const phone of phones) phone.forget();
  return [elsa, bo] as const;
}

async function disturbPhones(stage: Stage, fault: Fault): Promise<Outcome> {
  const meeting = await openMeeting(stage);
  const { space, anna } = meeting;
  const phones: ListeningPhone[] = [];
  try {
    const [elsa, bo] = await ringBoth(meeting, phones);
    await fault.happen(meeting);
    await untilBack(anna);
    await pause(SETTLES_MS);
    await elsa.hears(BO);
    await bo.hears(ELSA);
    const gaps = [elsa.longestGap(BO), bo.longestGap(ELSA)];
    await fault.repair(meeting);
    await pause(SETTLES_MS);
    const toldLeft = fault.isLeaving === true ? [] : anna.toldLeft;
    return {
      problems: [
        ...problemsOf(anna, phones),
        ...toldLeft.map((name) => `${name} left`),
        ...(await problemsOfHolders(stage, [space])),
      ],
      numbers: [`heard nothing for ${gaps.map((gap) => `${gap.toFixed(2)} s`).join(' and ')}`],
    };
  } finally {
    for (const phone of phones) phone.close();
    await meeting.close();
  }
}

export const untilBack = (anna: ReturningPage) =>
  waitFor(() => {
    if (!anna.isThere || anna.others.length !== 2)
      throw new Error(`Anna is ${anna.state}, and sees ${anna.others.join()}`);
  }, WAIT);

function problemsOf(anna: ReturningPage, phones: readonly ListeningPhone[]): string[] {
  const problems: string[] = [];
  if (anna.others.length !== phones.length)
    problems.push(`Anna sees ${anna.others.length} others, not ${phones.length}`);
  for (const { isHungUp, prompts } of phones) {
    const bad = prompts.filter((name) => name === 'mediaFailed' || name === 'unavailable');
    if (isHungUp || bad.length > 0) problems.push(`a telephone was told ${prompts.join()}`);
  }
  return problems;
}

/** It has the line, and not the meeting. */
async function drainOwnLine(stage: Stage): Promise<Outcome> {
  const meeting = await openMeeting(stage);
  const { space, anna, ownLine } = meeting;
  const phones: ListeningPhone[] = [];
  try {
    const [elsa, bo] = await ringBoth(meeting, phones);
    const ended = ownLine.end('SIGTERM');
    await pause(2 * SETTLES_MS);
    const gaps = [elsa.longestGap(BO), bo.longestGap(ELSA)];
    const problems = [...problemsOf(anna, phones), ...anna.toldLeft.map((name) => `${name} left`)];
    const hungUpAtMs = performance.now();
    await elsa.hangUp();
    await ended;
    const endedAfter = seconds(performance.now() - hungUpAtMs);
    await ownLine.run();
    problems.push(...(await problemsOfHolders(stage, [space])));
    return {
      problems,
      numbers: [
        `heard nothing for ${gaps.map((gap) => `${gap.toFixed(2)} s`).join(' and ')}`,
        `the node ended ${endedAfter} s after its last telephone had hung up`,
      ],
    };
  } finally {
    for (const phone of phones) phone.close();
    await meeting.close();
  }
}

/** Its first INVITE goes to one node, the one with its answer to the next. */
async function alternate(stage: Stage): Promise<Outcome> {
  const meeting = await openMeeting(stage);
  const { space, anna } = meeting;
  const { address } = SIGNS_IN;
  const problems: string[] = [];
  const servers = stage.networks.nodes;
  const serverAt = (at: number) => servers[at % servers.length]?.address ?? '';
  const phones: SipPhone[] = [];
  try {
    for (let at = 0; at < ALTERNATIONS; at += 1) {
      const first = await SipPhone.udp(SIP_PORT, address, serverAt(at));
      const second = await SipPhone.udp(SIP_PORT, address, serverAt(at + 1));
      phones.push(first, second);
      const asking = new SipDialog(first);
      const challenge = await asking.invite(OFFER);
      asking.acknowledgeRefusal();
      const call = new VirtualPhone(second);
      const offered = OFFER.replace('sendrecv', 'recvonly');
      const answer = await call.dialog.invite(offered, [digestAnswer(challenge, SIGNS_IN)]);
      if (!answer.startsWith('SIP/2.0 200')) {
        problems.push(`call ${at + 1} was answered ${answer.split('\r\n')[0]}`);
        continue;
      }
      call.acknowledge();
      await call.key(`${space.callId}#`);
      const isIn = await waitFor(() => {
        if (anna.others.length !== 1) throw new Error('not in the meeting');
        return true;
      }, WAIT).catch(() => false);
      if (!isIn) problems.push(`call ${at + 1} did not come into the meeting`);
      await call.hangUp();
      await waitFor(() => {
        if (anna.others.length > 0) throw new Error('it is still in the meeting');
      }, WAIT);
    }
    return { problems, numbers: [] };
  } finally {
    for (const phone of phones) phone.close();
    await meeting.close();
  }
}

export const lines: Scenario[] = [
  ...FAULTS.map((fault): Scenario => ({
    name: `lines-${fault.name}`,
    says: `two telephones are in a meeting by two nodes that do not have it, and ${fault.says}`,
    aim: fault.aim,
    hasLines: true,
    run: (stage) => disturbPhones(stage, fault),
  })),
  {
    name: 'lines-drain',
    says: 'two telephones are in a meeting by two nodes that do not have it, and one of those is stopped by SIGTERM',
    aim: 'survive the drain of their own node',
    hasLines: true,
    run: drainOwnLine,
  },
  {
    name: 'lines-digest',
    says: 'a trunk that signs in sends its calls to one node after the other',
    aim: 'a digest trunk that alternates',
    hasLines: true,
    run: alternate,
  },
];
