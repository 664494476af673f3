// Builds the scene that all joins are measured in: the servers, a relay before each, and those who are there already.
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { TcpProxy } from '@distansmote/testkit/relay/tcpProxy.ts';
import { UdpRelay } from '@distansmote/testkit/relay/udpRelay.ts';
import { busyMicroseconds, cpuMicrosecondsOf } from '../load/cpuTime.ts';
import type { Generator } from '../load/generator.ts';
import { recordCamera } from '../load/recordCamera.ts';
import type { ServerAddress } from '../load/signalling.ts';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { type StartedServer, startFloor, startProduct } from './children.ts';
import { type Convener, openConvener, openFloorConvener } from './convener.ts';
import { type Entrance, enterToStay } from './enter.ts';
import { fill, fillingCamera } from './fill.ts';
import type { WayIn } from './ways.ts';

/** Loopback, or through the relay. */
export type Line = 'loopback' | '100ms';
const DELAY_MS = 50;
/** The senders' bandwidth estimates climb for some seconds. */
const SETTLE_MS = 8_000;

export interface Scene {
  entranceOf(way: WayIn, line: Line): Entrance;
  close(): Promise<void>;
}

interface Place extends StartedServer {
  relay: { tcpPort: number; udpPort: number };
  path(way: WayIn): string;
  address: ServerAddress;
  callId: string;
  convener: Convener | undefined;
}

export interface SceneOptions {
  /** The folder of another checkout of ours, built; it is set beside this one. */
  beside: string | undefined;
  /** In each meeting, with whoever joins. */
  people: number;
}

/** A meeting with a lobby has a server of its own, and so has each checkout. */
const placeNameOf = ({ server, isLobby }: WayIn) =>
  server === 'floor' || !isLobby ? server : `${server} with a lobby`;

export async function buildScene(ways: WayIn[], { beside, people }: SceneOptions): Promise<Scene> {
  const stops: (() => unknown)[] = [];
  const places = new Map<string, Place>();

  async function open(
    way: WayIn,
    server: StartedServer,
    rest: Omit<Place, keyof StartedServer | 'relay'>,
  ) {
    const tcp = await TcpProxy.start(server.port, DELAY_MS);
    const target = server.mediaPort;
    const udp = await UdpRelay.start({ target, delayMs: DELAY_MS, addresses: ownAddresses() });
    stops.push(
      () => tcp.close(),
      () => udp.close(),
      () => rest.convener?.close(),
    );
    places.set(placeNameOf(way), {
      ...server,
      relay: { tcpPort: tcp.port, udpPort: udp.port },
      ...rest,
    });
  }

  async function openProduct(way: WayIn): Promise<void> {
    const isLobby = way.isLobby === true;
    const checkout =
      way.server === 'ours' ? fileURLToPath(new URL('../..', import.meta.url)) : beside;
    if (checkout === undefined) throw new Error(`${way.name} needs --beside`);
    const server = await startProduct(checkout, isLobby);
    stops.push(() => server.stop());
    const { port, callId } = server;
    const convener = isLobby ? await openConvener(server) : undefined;
    const address = { speaks: 'Socket.IO', port } as const;
    await open(way, server, { path: () => `meeting/${callId}`, address, callId, convener });
  }

  async function openFloor(way: WayIn): Promise<void> {
    const pageFolder = mkdtempSync(join(tmpdir(), 'bench-floor-'));
    stops.push(() => rmSync(pageFolder, { recursive: true, force: true }));
    await buildFloorPage(pageFolder);
    const server = await startFloor(pageFolder);
    stops.push(() => server.stop());
    const { port } = server;
    const address = { speaks: 'WebSocket', port } as const;
    const convener = await openFloorConvener(port);
    await open(way, server, { path: floorPath, address, callId: 'floor', convener });
  }

  async function fillAll(count: number): Promise<Generator[]> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-filling-'));
    stops.push(() => rmSync(folder, { recursive: true, force: true }));
    const recording = join(folder, 'camera.json');
    const browser = await launchBrowser('chromium', { framesPerSecond: 20 });
    try {
      await recordCamera(browser, fillingCamera, recording);
    } finally {
      await browser.close();
    }
    const generators: Generator[] = [];
    for (const { address, callId } of places.values()) {
      const generator = await fill(address, callId, count, recording);
      stops.push(() => generator.stop());
      generators.push(generator);
    }
    return generators;
  }

  async function close() {
    for (const stop of stops.reverse()) await stop();
  }

  function entranceOf(way: WayIn, line: Line): Entrance {
    const place = places.get(placeNameOf(way));
    if (place === undefined) throw new Error(`no place for ${way.name}`);
    const { port, mediaPort, relay, path, convener } = place;
    const isFar = line === '100ms';
    return {
      url: `http://127.0.0.1:${isFar ? relay.tcpPort : port}/${path(way)}`,
      publishes: way.publishes,
      detour: isFar ? { mediaPort, relayPort: relay.udpPort } : undefined,
      admit: way.isLobby === true ? convener?.admit : undefined,
    };
  }

  try {
    const senders = await launchBrowser('chromium', { framesPerSecond: 20 });
    stops.push(() => senders.close());
    for (const way of ways) {
      if (places.has(placeNameOf(way))) continue;
      if (way.isLobby === true && people > 2)
        throw new Error('the lobby is measured with 2 people');
      await (way.server === 'floor' ? openFloor(way) : openProduct(way));
      const sends = { ...way, publishes: true, query: 'way=warm' };
      const isOfFloor = way.server === 'floor';
      await enterToStay(
        senders,
        entranceOf(isOfFloor ? { ...sends, isLobby: false } : sends, 'loopback'),
      );
    }
    const generators = people > 2 ? await fillAll(people - 2) : [];
    await settle(generators);
    return { entranceOf, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Says what those who are there cost, since all share the machine with what is measured. */
async function settle(generators: Generator[]): Promise<void> {
  const read = () => ({
    all: busyMicroseconds(),
    filling: generators.reduce((sum, { pid }) => sum + cpuMicrosecondsOf(pid), 0),
  });
  const before = read();
  await pause(SETTLE_MS);
  const after = read();
  const cores = (name: keyof typeof after) =>
    ((after[name] - before[name]) / (SETTLE_MS * 1_000)).toFixed(2);
  console.error(
    `before anybody joins: ${cores('all')} cores busy, load generators ${cores('filling')}`,
  );
}

const floorPath = ({ query, publishes, isLobby }: WayIn) =>
  `?${query}&publish=${publishes ? 1 : 0}&lobby=${isLobby === true ? 1 : 0}`;

async function buildFloorPage(folder: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('floor', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);
}
