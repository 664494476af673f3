// Builds the scene that all joins are measured in: the servers, a relay before each, and somebody who sends.
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startRelay } from '../relay.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';
import { startGenerator } from '../load/generator.ts';
import type { ParticipantWish } from '../load/loadParticipant.ts';
import { launchBrowser } from './browser.ts';
import { type Product, type StartedServer, startFloor, startProduct } from './children.ts';
import { type Entrance, enterToStay } from './enter.ts';
import type { WayIn } from './ways.ts';

/** Loopback, or through the relay. */
export type Line = 'loopback' | '100ms';
const DELAY_MS = 50;

export interface Scene {
  entranceOf(way: WayIn, line: Line): Entrance;
  close(): Promise<void>;
}

interface Place extends StartedServer {
  relay: { tcpPort: number; udpPort: number };
  path(way: WayIn): string;
}

export interface SceneOptions {
  /** Another checkout of ours, built; it is set beside this one. */
  beside: string | undefined;
  /** So many are in the product's meeting; the floor has one. */
  people: number;
}

export async function buildScene(ways: WayIn[], { beside, people }: SceneOptions): Promise<Scene> {
  const stops: (() => unknown)[] = [];
  const places = new Map<WayIn['server'], Place>();
  const products: Product[] = [];

  async function open(name: WayIn['server'], server: StartedServer, path: Place['path']) {
    stops.push(() => server.stop());
    const { port: tcpTarget, mediaPort: udpTarget } = server;
    const relay = await startRelay({
      delayMs: DELAY_MS,
      tcpTarget,
      udpTarget,
      addresses: ownAddresses(),
    });
    stops.push(() => relay.close());
    places.set(name, { ...server, relay, path });
  }

  async function openProduct(name: WayIn['server'], checkout: string) {
    const server = await startProduct(checkout);
    await open(name, server, () => `meeting/${server.callId}`);
    products.push(server);
  }

  /** Beside the one whose picture is waited for: no browser could decode theirs. */
  async function fill({ port, callId }: Product): Promise<void> {
    const generator = startGenerator();
    stops.push(() => generator.stop());
    const wishes = Array.from({ length: people - 1 }, (_, place): ParticipantWish => ({
      server: { speaks: 'Socket.IO', port },
      callId,
      name: `Deltagare ${place + 2}`,
      sends: { microphone: { isSpeaking: place === 0 }, camera: cameraOfThreeSizes },
      receives: true,
      watches: true,
      goesTo: 'media',
    }));
    await generator.enter(wishes, { atOnce: 2 });
  }

  async function close() {
    for (const stop of stops.reverse()) await stop();
  }

  function entranceOf(way: WayIn, line: Line): Entrance {
    const place = places.get(way.server);
    if (place === undefined) throw new Error(`${way.name} needs --beside`);
    const { port, mediaPort, relay, path } = place;
    const isFar = line === '100ms';
    return {
      url: `http://127.0.0.1:${isFar ? relay.tcpPort : port}/${path(way)}`,
      publishes: way.publishes,
      detour: isFar ? { mediaPort, relayPort: relay.udpPort } : undefined,
    };
  }

  try {
    const pageFolder = mkdtempSync(join(tmpdir(), 'bench-floor-'));
    stops.push(() => rmSync(pageFolder, { recursive: true, force: true }));
    await buildFloorPage(pageFolder);
    await openProduct('ours', fileURLToPath(new URL('../..', import.meta.url)));
    if (beside !== undefined) await openProduct('beside', beside);
    await open('floor', await startFloor(pageFolder), floorPath);

    const senders = await launchBrowser();
    stops.push(() => senders.close());
    for (const server of places.keys()) {
      const way = ways.find((one) => one.server === server);
      if (way === undefined) continue;
      const sends = { ...way, publishes: true, query: 'way=warm' };
      await enterToStay(senders, entranceOf(sends, 'loopback'));
    }
    if (people > 1) for (const product of products) await fill(product);
    // Their bandwidth estimates climb for some seconds.
    await pause(8_000);
    return { entranceOf, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const floorPath = ({ query, publishes }: WayIn) => `?${query}&publish=${publishes ? 1 : 0}`;

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
