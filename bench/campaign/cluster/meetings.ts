// Ten meetings of five pages, what becomes of them in a fault, and whether each is whole and on exactly one node.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { Distribution } from '@distansmote/testkit/cluster/balancer.ts';
import { scrape } from '@distansmote/testkit/server/scrape.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../join/statistics.ts';
import { Guest, type GuestOptions } from './guest.ts';
import { makeSpace, type Stage } from './stage.ts';

const MEETINGS = 10;
const NAMES = ['Anna', 'Bo', 'Cecilia', 'David', 'Elsa'] as const;
const LOOK_EVERY_MS = 25;
/** A dead server is noticed some moments later. */
const LASTS_MS = 1_000;

export interface Meeting {
  space: SpaceDescription;
  guests: Guest[];
}

/** What a scenario has found: problems make it red, numbers are printed beside the aims. */
export interface Outcome {
  problems: string[];
  numbers: string[];
}

export interface OpenOptions {
  distribution: Distribution;
  transports?: GuestOptions['transports'];
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
    const guests = NAMES.map((name) => newGuest(stage, space, name, options));
    meetings.push({ space, guests });
  }
  await Promise.all(meetings.flatMap(({ guests }) => guests.map((guest) => guest.enter())));
  return meetings;
}

export function newGuest(
  stage: Stage,
  { callId }: SpaceDescription,
  name: string,
  { distribution, transports }: OpenOptions,
): Guest {
  const { url } = stage.balancers[distribution];
  const localAddress = nextAddress();
  return new Guest({ url, callId, name, localAddress, ...(transports && { transports }) });
}

export async function closeMeetings(stage: Stage, meetings: readonly Meeting[]): Promise<void> {
  for (const { guests } of meetings) for (const guest of guests) guest.leave();
  for (const { space } of meetings) {
    await stage.cluster.nodes[0]?.deleteSpace(space).catch(() => undefined);
  }
}

const isTogether = ({ guests }: Meeting) => {
  const names = guests.map(({ name }) => name).toSorted();
  return guests.every((guest) => {
    const seen = [guest.name, ...guest.others.values()].toSorted();
    return guest.isIn && seen.join() === names.join();
  });
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
  for (const { space, guests } of apart) {
    const views = guests.map(
      (guest) => `${guest.name}${guest.isIn ? '' : ' (out)'}: ${[...guest.others.values()].join()}`,
    );
    problems.push(`${space.name} is not whole: ${views.join('; ')}`);
  }
  for (const guest of meetings.flatMap(({ guests }) => guests)) {
    problems.push(...guest.problems.map((problem) => `told: ${problem}`));
    problems.push(...guest.farewells.map((one) => `${guest.name} was told that ${one}`));
  }
  const owners = await stage.cluster.owners(stage.readUrl());
  for (const { space } of meetings)
    if ((owners.get(space.id) ?? -1) === -1) problems.push(`no node has ${space.name}`);
  const held = await heldByNode(stage);
  const [heldMeetings, present] = [sumOf(held, 'meetings'), sumOf(held, 'people')];
  const people = meetings.flatMap(({ guests }) => guests).length;
  if (heldMeetings !== meetings.length || present !== people)
    problems.push(
      `the nodes hold ${heldMeetings} meetings with ${present} people, not ${meetings.length} with ${people}: ${JSON.stringify(held)}`,
    );
  return problems;
}

export interface Held {
  meetings: number;
  people: number;
}

/** As each node that answers tells by its metrics; nulls for those that do not. */
export async function heldByNode(stage: Stage): Promise<(Held | undefined)[]> {
  return Promise.all(
    stage.cluster.nodes.map(async (node) => {
      if (node.endedBy !== undefined) return undefined;
      const metrics = await scrape(node);
      return {
        meetings: metrics.value('distansmote_meetings') ?? 0,
        people: metrics.value('distansmote_participants', { kind: 'browser' }) ?? 0,
      };
    }),
  );
}

const sumOf = (held: readonly (Held | undefined)[], of: keyof Held) =>
  held.reduce((sum, one) => sum + (one?.[of] ?? 0), 0);

/** When people were back in their meetings, and for how long they knew to be out. */
export function outagesOf(what: string, guests: readonly Guest[], sinceMs: number): string {
  const outs = guests.map((guest) => guest.outSince(sinceMs) ?? Infinity).filter((ms) => ms > 0);
  if (outs.length === 0) return `${what}: nobody of ${guests.length} was out`;
  const back = guests.flatMap((guest) => guest.backAt(sinceMs) ?? []).map((at) => at - sinceMs);
  return `${what}: ${outs.length} of ${guests.length} out, back ${seconds(percentile(back, 0.5))} s (median), ${seconds(Math.max(...back))} s (last) after; without a meeting for ${seconds(Math.max(...outs))} s at most`;
}

export const seconds = (ms: number): string => (ms / 1000).toFixed(2);
