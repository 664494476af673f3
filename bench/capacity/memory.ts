// The memory of what a server of a cluster does for meetings of others: sockets that it passes on, and telephones that it leads there.
import { setTimeout as pause } from 'node:timers/promises';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { scrape } from '@distansmote/testkit/server/scrape.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { residentKilobytesOf } from '../load/cpuTime.ts';

/** Until what is not needed any more is mostly given back. */
const SETTLES_MS = 3_000;
const PATIENCE_MS = 60_000;
const IN_A_MEETING = 5;
const RING_AT_ONCE = 5;

export interface MemoryOptions {
  sockets: number;
  /** A multiple of five. */
  calls: number;
}

export interface MemoryRow {
  what: string;
  /** Kilobytes for each of them, at the server where they arrive and at the one that has the meeting. */
  arrivesAtKb: number;
  holderKb: number;
}

/** The first of them warm up what all share: so many come that are not measured, and leave for the telephones. */
export async function measureMemory(options: MemoryOptions): Promise<MemoryRow[]> {
  const postgres = await startPostgres();
  const settings = await phoneSettings(options.calls * 2);
  const databaseUrl = await postgres.createDatabase();
  const clusters = [];
  try {
    for (const { own } of settings)
      clusters.push(await startCluster({ count: 1, databaseUrl, settings: own }));
    const [holder, edge] = clusters.flatMap(({ nodes }) => nodes);
    if (holder === undefined || edge === undefined) throw new Error('two nodes are needed');
    const meetings = new Meetings(holder);
    await meetings.open(Math.ceil((2 * options.calls) / IN_A_MEETING));
    const servers = { holder, edge };
    const rows = [
      await measureSockets(servers, 'direct', options.sockets, meetings),
      await measureSockets(servers, 'passed on', options.sockets, meetings),
      await measureCalls(servers, settings[0].sipPort, 'direct', options.calls, meetings),
      await measureCalls(servers, settings[1].sipPort, 'led on', options.calls, meetings),
    ];
    meetings.close();
    return rows;
  } finally {
    for (const cluster of clusters) await cluster.stop();
    await postgres.stop();
  }
}

interface Servers {
  holder: ServerProcess;
  edge: ServerProcess;
}

/** Each with one person, so that it stays at its server. */
class Meetings {
  readonly all: { space: SpaceDescription; room: string; page: Page }[] = [];
  readonly #holder: ServerProcess;

  constructor(holder: ServerProcess) {
    this.#holder = holder;
  }

  async open(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const space = await this.#holder.createSpace('Mätning', { lobby: 'none' });
      const answer = await fetch(`${this.#holder.url}/api/meetings/${space.callId}`);
      const { room, rtpCapabilities } = (await answer.json()) as {
        room: string;
        rtpCapabilities: object;
      };
      const host = { url: this.#holder.url, mediaWorkers: { rtpCapabilities } };
      const page = await Page.open(host, { query: { room } });
      await page.enter(space.callId, 'Anna');
      this.all.push({ space, room, page });
    }
  }

  at(place: number) {
    const meeting = this.all[Math.floor(place / IN_A_MEETING) % this.all.length];
    if (meeting === undefined) throw new Error('no meeting');
    return meeting;
  }

  close(): void {
    for (const { page } of this.all) page.close();
  }
}

let addresses = 0;

/** Opened, and nothing asked on them. */
async function measureSockets(
  servers: Servers,
  way: 'direct' | 'passed on',
  count: number,
  meetings: Meetings,
): Promise<MemoryRow> {
  const at = way === 'direct' ? servers.holder : servers.edge;
  const held: Page[] = [];
  const openMany = async () => {
    for (let opened = 0; opened < count; opened += 1) {
      addresses += 1;
      const address = `198.51.${addresses >> 8}.${addresses & 255}`;
      const { room } = meetings.at(opened);
      const host = { url: at.url, mediaWorkers: { rtpCapabilities: {} } };
      const headers = { 'x-forwarded-for': address };
      held.push(await Page.open(host, { query: { room }, extraHeaders: headers }));
    }
  };
  const grown = await growth(servers, at, openMany, count);
  for (const page of held) page.close();
  return { what: `a socket, ${way}`, ...grown };
}

/** In their meetings, all silent: what they send and hear is measured by `bench:media-tunnel` and `bench:phone-calls`. */
async function measureCalls(
  servers: Servers,
  sipPort: number,
  way: 'direct' | 'led on',
  count: number,
  meetings: Meetings,
): Promise<MemoryRow> {
  const at = way === 'direct' ? servers.holder : servers.edge;
  const phones: VirtualPhone[] = [];
  const ringMany = async () => {
    for (let rung = 0; rung < count; rung += RING_AT_ONCE) {
      const first = phones.length;
      const together = Array.from({ length: RING_AT_ONCE }, async (_, place) => {
        const number = `+46480${100_000 + first + place}`;
        const { callId } = meetings.at(first + place).space;
        return VirtualPhone.join(await SipPhone.udp(sipPort), callId, { number });
      });
      phones.push(...(await Promise.all(together)));
    }
    const endsAt = performance.now() + PATIENCE_MS;
    while ((await phonesIn(servers.holder)) < phones.length) {
      if (performance.now() > endsAt)
        throw new Error(`${await phonesIn(servers.holder)} of ${phones.length} telephones got in`);
      await pause(100);
    }
  };
  const grown = await growth(servers, at, ringMany, count);
  await Promise.all(phones.map((phone) => phone.hangUp()));
  for (const phone of phones) phone.close();
  while ((await phonesIn(servers.holder)) > 0) await pause(100);
  return { what: `a telephone, ${way}`, ...grown };
}

/** Twice the work; the second time is measured. */
async function growth(
  { holder }: Servers,
  at: ServerProcess,
  work: () => Promise<void>,
  count: number,
): Promise<Omit<MemoryRow, 'what'>> {
  await work();
  await pause(SETTLES_MS);
  const read = () => ({
    arrivesAt: residentKilobytesOf(at.pid),
    holder: residentKilobytesOf(holder.pid),
  });
  const before = read();
  await work();
  await pause(SETTLES_MS);
  const after = read();
  return {
    arrivesAtKb: (after.arrivesAt - before.arrivesAt) / count,
    holderKb: (after.holder - before.holder) / count,
  };
}

const phonesIn = async (server: ServerProcess) =>
  (await scrape(server)).value('distansmote_participants', { kind: 'phone' }) ?? 0;

/** Of two servers. */
async function phoneSettings(maxCalls: number) {
  const of = async () => {
    const sipPort = await freePort();
    const { firstPort, lastPort } = await freePorts(2 * maxCalls);
    const own = {
      ...trunkSettings(sipPort),
      SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
      SIP_MAX_CALLS: String(maxCalls),
    };
    return { sipPort, own };
  };
  return [await of(), await of()] as const;
}

export const memoryRows = (rows: readonly MemoryRow[]) =>
  rows.map(({ what, arrivesAtKb, holderKb }) => ({
    what,
    'kB each, where it arrives': Math.round(arrivesAtKb),
    'kB each, at the holder': Math.round(holderKb),
  }));
