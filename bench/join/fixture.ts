// Builds the fixture that all joins are measured in: the servers, a relay before each, and the people in the meeting.
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
import type { CameraSettings } from '../load/camera.ts';
import { recordCamera } from '../load/recordCamera.ts';
import type { ServerAddress } from '../load/signalling.ts';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { type StartedServer, startBaseline, startProduct } from './children.ts';
import { type Convener, openConvener, openBaselineConvener } from './convener.ts';
import { type Entrance, enterToStay } from './enter.ts';
import { awaitedCamera, fill, fillingCamera } from './fill.ts';
import type { JoinVariant } from './variants.ts';

/** Loopback, or through the relay. */
export type Line = 'loopback' | '100ms';
const DELAY_MS = 50;
/** The senders' bandwidth estimates ramp up for some seconds. */
const SETTLE_MS = 8_000;

export interface Fixture {
  entranceOf(variant: JoinVariant, line: Line): Entrance;
  close(): Promise<void>;
}

interface MeasuredServer extends StartedServer {
  relay: { tcpPort: number; udpPort: number };
  path(variant: JoinVariant): string;
  address: ServerAddress;
  callId: string;
  convener: Convener | undefined;
}

export interface FixtureOptions {
  /** The folder of another built checkout, which is compared with this one. */
  beside: string | undefined;
  /** In each meeting, including the one who joins. */
  people: number;
  /**
   * Whether the person whose picture is waited for has a browser. Without one, two cores measure the product, and not
   * what an encoder costs.
   */
  hasSendingBrowser: boolean;
}

/** Meetings with a lobby, and other checkouts, have their own server. */
const serverNameOf = ({ server, isLobby }: JoinVariant) =>
  server === 'baseline' || !isLobby ? server : `${server} with a lobby`;

export async function buildFixture(
  variants: JoinVariant[],
  { beside, people, hasSendingBrowser }: FixtureOptions,
): Promise<Fixture> {
  const stops: (() => unknown)[] = [];
  const servers = new Map<string, MeasuredServer>();

  async function open(
    variant: JoinVariant,
    server: StartedServer,
    rest: Omit<MeasuredServer, keyof StartedServer | 'relay'>,
  ) {
    const tcp = await TcpProxy.start(server.port, DELAY_MS);
    const target = server.mediaPort;
    const udp = await UdpRelay.start({ target, delayMs: DELAY_MS, addresses: ownAddresses() });
    stops.push(
      () => tcp.close(),
      () => udp.close(),
      () => rest.convener?.close(),
    );
    servers.set(serverNameOf(variant), {
      ...server,
      relay: { tcpPort: tcp.port, udpPort: udp.port },
      ...rest,
    });
  }

  async function openProduct(variant: JoinVariant): Promise<void> {
    const isLobby = variant.isLobby === true;
    const checkout =
      variant.server === 'ours' ? fileURLToPath(new URL('../..', import.meta.url)) : beside;
    if (checkout === undefined) throw new Error(`${variant.name} needs --beside`);
    const server = await startProduct(checkout, isLobby);
    stops.push(() => server.stop());
    const { port, callId } = server;
    const convener = isLobby ? await openConvener(server) : undefined;
    const address = { speaks: 'Socket.IO', port } as const;
    await open(variant, server, { path: () => `meeting/${callId}`, address, callId, convener });
  }

  async function openBaseline(variant: JoinVariant): Promise<void> {
    const pageFolder = mkdtempSync(join(tmpdir(), 'bench-baseline-'));
    stops.push(() => rmSync(pageFolder, { recursive: true, force: true }));
    await buildBaselinePage(pageFolder);
    const server = await startBaseline(pageFolder);
    stops.push(() => server.stop());
    const { port } = server;
    const address = { speaks: 'WebSocket', port } as const;
    const convener = await openBaselineConvener(port);
    await open(variant, server, { path: baselinePath, address, callId: 'baseline', convener });
  }

  async function recorded(camera: CameraSettings): Promise<CameraSettings> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-filling-'));
    stops.push(() => rmSync(folder, { recursive: true, force: true }));
    const recording = join(folder, 'camera.json');
    const browser = await launchBrowser('chromium', { framesPerSecond: 20 });
    try {
      await recordCamera(browser, camera, recording);
    } finally {
      await browser.close();
    }
    return { ...camera, recording };
  }

  async function fillAll(count: number, camera: CameraSettings): Promise<Generator[]> {
    const generators: Generator[] = [];
    if (count === 0) return generators;
    const played = await recorded(camera);
    for (const { address, callId } of servers.values()) {
      const generator = await fill(address, callId, count, played);
      stops.push(() => generator.stop());
      generators.push(generator);
    }
    return generators;
  }

  async function enterByBrowser(): Promise<void> {
    const senders = await launchBrowser('chromium', { framesPerSecond: 20 });
    stops.push(() => senders.close());
    const entered = new Set<string>();
    for (const variant of variants) {
      const name = serverNameOf(variant);
      if (entered.has(name)) continue;
      entered.add(name);
      const sends = { ...variant, publishes: true, query: 'strategy=warm' };
      const isOfBaseline = variant.server === 'baseline';
      await enterToStay(
        senders,
        entranceOf(isOfBaseline ? { ...sends, isLobby: false } : sends, 'loopback'),
      );
    }
  }

  async function close() {
    for (const stop of stops.reverse()) await stop();
  }

  function entranceOf(variant: JoinVariant, line: Line): Entrance {
    const measured = servers.get(serverNameOf(variant));
    if (measured === undefined) throw new Error(`no server for ${variant.name}`);
    const { port, mediaPort, relay, path, convener } = measured;
    const isFar = line === '100ms';
    return {
      url: `http://127.0.0.1:${isFar ? relay.tcpPort : port}/${path(variant)}`,
      publishes: variant.publishes,
      detour: isFar ? { mediaPort, relayPort: relay.udpPort } : undefined,
      admit: variant.isLobby === true ? convener?.admit : undefined,
    };
  }

  try {
    for (const variant of variants) {
      if (servers.has(serverNameOf(variant))) continue;
      if (variant.isLobby === true && people > 2)
        throw new Error('the lobby is measured with 2 people');
      await (variant.server === 'baseline' ? openBaseline(variant) : openProduct(variant));
    }
    if (hasSendingBrowser) await enterByBrowser();
    const generators = [
      ...(await fillAll(hasSendingBrowser ? 0 : 1, awaitedCamera)),
      ...(await fillAll(people - 2, fillingCamera)),
    ];
    await settle(generators);
    return { entranceOf, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reports the load of those present, since all share the machine with what is measured. */
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

const baselinePath = ({ query, publishes, isLobby }: JoinVariant) =>
  `?${query}&publish=${publishes ? 1 : 0}&lobby=${isLobby === true ? 1 : 0}`;

async function buildBaselinePage(folder: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('baseline', import.meta.url)),
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
