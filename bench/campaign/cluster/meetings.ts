// Ten meetings of five pages, what becomes of them in a fault, and whether each is whole and on exactly one node.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import type { ReturningPageOptions } from '@distansmote/testkit/browser/returningPageOptions.ts';
import type { Distribution } from '@distansmote/testkit/cluster/balancer.ts';
import type { Held } from '@distansmote/testkit/cluster/startCluster.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../join/statistics.ts';
import { makeSpace, type Stage } from './stage.ts';

const MEETINGS = 10;
export const NAMES = ['Anna', 'Bo', 'Cecilia', 'David', 'Elsa'] as const;
const LOOK_EVERY_MS = 25;
const PATIENCE_MS = 60_000;
const TRY_AGAIN_MS = 300;
/** A dead server is noticed some moments later. */
const LASTS_MS = 1_000;

export interface Meeting {
  space: SpaceDescription;
  people: ReturningPage[];
}

/** What a scenario has found: problems make it red, numbers are printed beside the aims. */
export interface Outcome {
  problems: string[];
  numbers: string[];
}

export interface OpenOptions extends Pick<
  ReturningPageOptions,
  'headers' | 'isOld' | 'isWithoutRoom'
> {
  distribution: Distribution;
  transports?: ('websocket' | 'polling')[];
}

let lastAddress = 0;

/** Of the loopback network, a new one each time: no two people share budgets. */
function nextAddress(): string {
  lastAddress += 1;
  return `127.1.${lastAddress >> 8}.${lastAddress & 255}`;
}

export async function openMeetings(stage: Stage, options: OpenOptions): Promise<Meeting[]> {
  const meetings: Meeting[] = [];
  for (let at = 0; at < MEETINGS; at += 1) {
    const space = await makeSpace(stage, `Möte ${at + 1}`);
    // More than 25 numbers that are looked up at the same moment count as guesses (server/src/guessing/guessLimits.ts).
    const people = await Promise.all(NAMES.map((name) => enter(stage, space, name, options)));
    meetings.push({ space, people });
  }
  return meetings;
}

/** @throws what it was refused with */
export function tryToEnter(
  stage: Stage,
  { callId }: SpaceDescription,
  name: string,
  { distribution, transports, ...options }: OpenOptions,
): Promise<ReturningPage> {
  return ReturningPage.enter({
    urls: [stage.balancers[distribution].url],
    callId,
    name,
    localAddress: nextAddress(),
    ...(transports && { socket: { transports } }),
    ...options,
  });
}

/** Tries until it is in, as somebody would. */
export async function enter(
  stage: Stage,
  space: SpaceDescription,
  name: string,
  options: OpenOptions,
): Promise<ReturningPage> {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await tryToEnter(stage, space, name, options);
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await pause(TRY_AGAIN_MS);
    }
  }
}

export async function closeMeetings(stage: Stage, meetings: readonly Meeting[]): Promise<void> {
  for (const { people } of meetings) for (const page of people) page.close();
  for (const { space } of meetings) {
    await stage.cluster.nodes[0]?.deleteSpace(space).catch(() => undefined);
  }
}

const isTogether = ({ people }: Meeting) => {
  const names = people.map(({ name }) => name).toSorted();
  return people.every(
    (page) => page.isThere && [page.name, ...page.others].toSorted().join() === names.join(),
  );
};

/** @returns when (`performance.now()`) each meeting was whole for good; undefined if it did not happen in time. */
export async function untilTogether(
  meetings: readonly Meeting[],
  timeoutMs: number,
): Promise<number | undefined> {
  const endsAt = performance.now() + timeoutMs;
  let sinceMs: number | undefined;
  while (performance.now() < endsAt) {
    if (!meetings.every(isTogether)) sinceMs = undefined;
    else sinceMs ??= performance.now();
    if (sinceMs !== undefined && performance.now() - sinceMs > LASTS_MS) return sinceMs;
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}

/** What is wrong now: who is missing, meetings on none or on several nodes, and what people were told since they entered. */
export async function problemsNow(stage: Stage, meetings: readonly Meeting[]): Promise<string[]> {
  const problems: string[] = [];
  const apart = meetings.filter((meeting) => !isTogether(meeting));
  for (const { space, people } of apart) {
    const views = people.map(
      (page) => `${page.name}${page.isThere ? '' : ` (${page.state})`}: ${page.others.join()}`,
    );
    problems.push(`${space.name} is not whole: ${views.join('; ')}`);
  }
  for (const { space, people } of meetings)
    for (const { name, endedBy, toldLeft, state, problem } of people) {
      const who = `${name} in ${space.name}`;
      if (toldLeft.length > 0) problems.push(`${who} was told that ${toldLeft.join()} left`);
      if (endedBy !== undefined) problems.push(`${who} is out: ${endedBy}: ${String(problem)}`);
      if (state === 'inLobby') problems.push(`${who} waits in a lobby`);
    }
  const owners = await stage.cluster.owners(stage.readUrl());
  for (const { space } of meetings)
    if ((owners.get(space.id) ?? -1) === -1) problems.push(`no node has ${space.name}`);
  const held = await stage.cluster.held();
  const [heldMeetings, present] = [sumOf(held, 'meetings'), sumOf(held, 'people')];
  const count = everybody(meetings).length;
  if (heldMeetings !== meetings.length || present !== count)
    problems.push(
      `the nodes hold ${heldMeetings} meetings with ${present} people, not ${meetings.length} with ${count}: ${JSON.stringify(held)}`,
    );
  return problems;
}

/** What is wrong with where meetings are that scenarios have opened by themselves: each belongs to the one node that its row names. */
export async function problemsOfHolders(
  stage: Stage,
  spaces: readonly SpaceDescription[],
): Promise<string[]> {
  return waitFor(
    async () => {
      const owners = await stage.cluster.owners(stage.readUrl());
      const held = (await stage.cluster.held()).map((one) => one?.meetings ?? 0);
      const wanted = held.map((_, at) => spaces.filter(({ id }) => owners.get(id) === at).length);
      if (
        wanted.reduce((sum, count) => sum + count, 0) !== spaces.length ||
        wanted.join() !== held.join()
      )
        throw new Error(
          `the nodes hold ${held.join(', ')} meetings; by the rows ${wanted.join(', ')} of ${spaces.length}`,
        );
      return [];
    },
    { timeout: PATIENCE_MS, interval: 200 },
  ).catch((error: unknown) => [String(error)]);
}

const sumOf = (held: readonly (Held | undefined)[], of: keyof Held) =>
  held.reduce((sum, one) => sum + (one?.[of] ?? 0), 0);

export const everybody = (meetings: readonly Meeting[]): ReturningPage[] =>
  meetings.flatMap(({ people }) => people);

/** When people were back in their meetings, and for how long they knew to be out. Those who were never out are not counted. */
export function absencesOf(
  what: string,
  people: readonly ReturningPage[],
  sinceMs: number,
): string {
  const ended = people.map(({ absences }) =>
    absences
      .map(({ from, to = Infinity }) => ({ from: Math.max(from, sinceMs), to }))
      .filter(({ to }) => to > sinceMs),
  );
  const out = ended.filter((absences) => absences.length > 0);
  if (out.length === 0) return `${what}: nobody of ${people.length} was out`;
  const back = out.map((absences) => Math.max(...absences.map(({ to }) => to)) - sinceMs);
  const longest = Math.max(...out.flat().map(({ from, to }) => to - from));
  return `${what}: ${out.length} of ${people.length} out, back ${seconds(percentile(back, 0.5))} s (median), ${seconds(Math.max(...back))} s (last) after; without a meeting for ${seconds(longest)} s at most`;
}

export const seconds = (ms: number): string => (ms / 1000).toFixed(2);
