// What people have done in a meeting (a lock, a hand, a message, somebody let into no more than the lobby), through each kind of fault and through a drain.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { RequestRefused } from '@distansmote/testkit/browser/signallingSocket.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { enter, type Outcome, problemsOfHolders, tryToEnter } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { nodeOf, type Stage } from '../stage.ts';

/** It has the meetings, and something happens to it. */
const NODE = 0;
/** Each new meeting is opened by whichever node the balancer asks. */
const MAX_MEETINGS = 20;
const PATIENCE_MS = 60_000;
const LASTS_MS = 12_000;
/** By then others have taken over what they can. */
const NOTICED_MS = 8_000;
const SAID_BEFORE = 'skrivet innan';
const SETTLES_MS = 2_000;

interface Fault {
  name: string;
  says: string;
  /** Whether the meetings are handed over: then their chat is too, and who waits in a lobby is told. */
  isDrain?: true;
  happen(stage: Stage): Promise<unknown>;
  repair(stage: Stage): Promise<unknown> | void;
}

const FAULTS: Fault[] = [
  {
    name: 'kill',
    says: 'is killed',
    happen: (stage) => nodeOf(stage, NODE).end('SIGKILL'),
    repair: (stage) => nodeOf(stage, NODE).run(),
  },
  {
    name: 'freeze',
    says: 'hangs with its workers, and goes on later',
    async happen(stage) {
      nodeOf(stage, NODE).freeze();
      await pause(LASTS_MS);
    },
    repair: (stage) => nodeOf(stage, NODE).thaw(),
  },
  ...(['database', 'otherNodes', 'everything'] as const).map((from): Fault => ({
    name: `cut-${from}`,
    says: `is cut from ${from}`,
    async happen(stage) {
      await stage.networks.nodes[NODE]?.cut(from);
      await pause(LASTS_MS);
    },
    repair: (stage) => stage.networks.nodes[NODE]?.heal(),
  })),
  {
    name: 'drain',
    says: 'is stopped by SIGTERM, and started again',
    isDrain: true,
    happen: (stage) => nodeOf(stage, NODE).end('SIGTERM'),
    repair: (stage) => nodeOf(stage, NODE).run(),
  },
];

export const keeps: Scenario[] = FAULTS.map((fault): Scenario => ({
  name: `keeps-${fault.name}`,
  says: `in a locked meeting and in one with a lobby people have done this and that, and its node ${fault.says}`,
  aim: 'lock, lobby and hands are kept, at a drain the chat too; nobody is told that somebody left',
  async run(stage): Promise<Outcome> {
    const trial = new Trial(stage);
    try {
      const locked = await trial.openAtNode('none', (space) => trial.fillLocked(space));
      const withLobby = await trial.openAtNode('everybody', (space) => trial.fillLobby(space));
      const happening = fault.happen(stage);
      // Whoever comes in the middle of a fault that lasts makes the other nodes take the meeting over where they can.
      await pause(NOTICED_MS);
      const late = await trial.enterConvener(locked.space, 'Sen');
      await happening;
      if (fault.isDrain === undefined) await fault.repair(stage);
      const people = [...locked.people, late, ...withLobby.people];
      const problems = [
        ...(await trial.problemsOfLocked(locked, fault)),
        ...(await trial.problemsOfLobby(withLobby)),
      ];
      if (fault.isDrain === true) await fault.repair(stage);
      for (const { name, toldLeft } of people)
        if (toldLeft.length > 0) problems.push(`${name} was told that ${toldLeft.join()} left`);
      problems.push(...(await problemsOfHolders(stage, [locked.space, withLobby.space])));
      const holders = await trial.holdersOf([locked.space, withLobby.space]);
      return { problems, numbers: [`the meetings are at nodes ${holders.join(' and ')} then`] };
    } finally {
      await trial.close();
    }
  },
}));

interface Filled {
  space: SpaceDescription;
  people: ReturningPage[];
}

class Trial {
  readonly #stage: Stage;
  readonly #pages: ReturningPage[] = [];
  readonly #spaces: SpaceDescription[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Opens meetings until the node that something will happen to has one of them. */
  async openAtNode(
    lobby: 'none' | 'everybody',
    fill: (space: SpaceDescription) => Promise<ReturningPage[]>,
  ): Promise<Filled> {
    const { cluster, readUrl } = this.#stage;
    for (let tries = 0; tries < MAX_MEETINGS; tries += 1) {
      const space = await cluster.createSpace(`Låst eller med lobby ${tries}`, { lobby });
      this.#spaces.push(space);
      const first = await this.enterConvener(space, 'Karin');
      if ((await cluster.owners(readUrl())).get(space.id) === NODE)
        return { space, people: [first, ...(await fill(space))] };
      first.close();
    }
    throw new Error(`none of ${MAX_MEETINGS} meetings was opened by node ${NODE + 1}`);
  }

  async enterConvener(space: SpaceDescription, name: string): Promise<ReturningPage> {
    // Of the administrator, who may lead any meeting; asked of a node to which nothing happens.
    const { cookie } = await nodeOf(this.#stage, NODE + 1).session();
    return this.#enter(space, name, { cookie });
  }

  async #enter(
    space: SpaceDescription,
    name: string,
    headers: Record<string, string> = {},
  ): Promise<ReturningPage> {
    const page = await enter(this.#stage, space, name, { distribution: 'roundRobin', headers });
    this.#pages.push(page);
    return page;
  }

  async fillLocked(space: SpaceDescription): Promise<ReturningPage[]> {
    const anna = await this.#enter(space, 'Anna');
    const bo = await this.#enter(space, 'Bo');
    await anna.request('raiseHand', {});
    await bo.request('sendMessage', { id: randomUUID(), to: 'everybody', text: SAID_BEFORE });
    await this.#latest('Karin').request('setLocked', { isLocked: true });
    return [anna, bo];
  }

  async fillLobby(space: SpaceDescription): Promise<ReturningPage[]> {
    const anna = await this.#enter(space, 'Anna');
    await admit(this.#latest('Karin'), 'Anna');
    await anna.untilThere(PATIENCE_MS);
    return [anna, await this.#enter(space, 'Disa')];
  }

  #latest(name: string): ReturningPage {
    const page = this.#pages.findLast((one) => one.name === name);
    if (page === undefined) throw new Error(`no ${name}`);
    return page;
  }

  async problemsOfLocked({ space, people }: Filled, { isDrain }: Fault): Promise<string[]> {
    const problems: string[] = [];
    for (const page of people) await page.untilThere(PATIENCE_MS);
    await pause(SETTLES_MS);
    const witness = await this.enterConvener(space, 'Vittne');
    const joined = witness.joinedWith;
    if (joined?.isLocked !== true) problems.push('the meeting is no longer locked');
    const anna = joined?.participants.find(({ name }) => name === 'Anna');
    if (typeof anna?.handRaisedAt !== 'number') problems.push('the hand of Anna is not raised');
    const stranger = await tryToEnter(this.#stage, space, 'Okänd', { distribution: 'roundRobin' })
      .then((page) => (page.close(), 'let in'))
      .catch((error: unknown) => (error instanceof RequestRefused ? error.code : String(error)));
    if (stranger !== 'locked') problems.push(`a stranger was answered ${stranger}`);
    const { messages } = await witness.request('readMessages', { after: 0 });
    const isKept = messages.some(({ text }) => text === SAID_BEFORE);
    if (isDrain === true && !isKept) problems.push('the chat has not moved');
    const text = randomUUID();
    await witness.request('sendMessage', { id: randomUUID(), to: 'everybody', text });
    for (const page of people)
      await waitFor(
        () => {
          if (
            !page.notices.some(
              (one) => one.name === 'messageSent' && one.body.message.text === text,
            )
          )
            throw new Error(`${page.name} has not got a message that was written afterwards`);
        },
        { timeout: PATIENCE_MS, interval: 50 },
      );
    return problems;
  }

  async problemsOfLobby({ space, people }: Filled): Promise<string[]> {
    const [karin, anna, disa] = people;
    if (karin === undefined || anna === undefined || disa === undefined) return ['nobody came'];
    for (const page of [karin, anna]) await page.untilThere(PATIENCE_MS);
    await pause(SETTLES_MS);
    if (disa.state !== 'inLobby') return [`who waited in the lobby is ${disa.state}`];
    await admit(await this.enterConvener(space, 'Vittne'), 'Disa');
    await disa.untilThere(PATIENCE_MS);
    return [];
  }

  async holdersOf(spaces: readonly SpaceDescription[]): Promise<number[]> {
    const { cluster, readUrl } = this.#stage;
    const owners = await cluster.owners(readUrl());
    return spaces.map(({ id }) => (owners.get(id) ?? -1) + 1);
  }

  async close(): Promise<void> {
    for (const page of this.#pages) page.close();
    for (const space of this.#spaces)
      await nodeOf(this.#stage, NODE + 1)
        .deleteSpace(space)
        .catch(() => undefined);
  }
}

/** Waits until they are in the lobby, as that convener sees it. */
async function admit(convener: ReturningPage, name: string): Promise<void> {
  const guest = await waitFor(
    () => {
      const found = lobbyOf(convener).find((one) => one.name === name);
      if (found === undefined)
        throw new Error(`${convener.name} does not see ${name} in the lobby`);
      return found;
    },
    { timeout: PATIENCE_MS, interval: 50 },
  );
  await convener.request('admit', { participantId: guest.id });
}

function lobbyOf({ notices, joinedWith }: ReturningPage): readonly LobbyGuest[] {
  const latest = notices.findLast((one) => one.name === 'lobbyChanged');
  return latest?.body.lobby ?? joinedWith?.lobby ?? [];
}
