// The server that is attacked: the program as people start it, with a heap of 1 GB, on ports and data of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { end, workerBinary } from '../../join/children.ts';
import { cpuMicrosecondsOf, residentKilobytesOf } from '../../load/cpuTime.ts';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));
const HEAP_MB = 1024;
/** Two for each of the hundred calls that there may be (SIP_MAX_CALLS). */
const SIP_MEDIA_PORTS = 200;
const MOST_LINES = 20;
const ADMIN_PASSWORD = 'password of the campaign';
const API_TOKEN = 'token-of-the-campaign';
export const METRICS_TOKEN = 'metrics-token-of-the-campaign';
/** Collects garbage when it is told to, so that what is held can be told from what is not collected yet. */
const COLLECT_ON_SIGNAL = `data:text/javascript,process.on('SIGUSR2',()=>gc())`;

export interface Memory {
  /** Of Node's process, all its threads together. */
  residentMb: number;
  /** Of the main thread's heap, and of buffers beside it, after a collection. */
  heapMb: number;
}

export class Target {
  readonly port: number;
  readonly sipPort: number;
  readonly mediaPort: number;
  readonly phonePorts: { firstPort: number; lastPort: number };
  /** Lines of the log that tell of a fault of the server's own, each once. */
  readonly faults: string[] = [];
  /** How it ended, while nobody asked it to; undefined as long as it lives. */
  ended: string | undefined;
  readonly #folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  #child: ChildProcess | undefined;
  #cpuSeconds = 0;
  #session: Promise<Api> | undefined;
  /** The last lines, for when it does not start. */
  readonly #printed: string[] = [];

  private constructor(ports: Pick<Target, 'port' | 'sipPort' | 'mediaPort' | 'phonePorts'>) {
    this.port = ports.port;
    this.sipPort = ports.sipPort;
    this.mediaPort = ports.mediaPort;
    this.phonePorts = ports.phonePorts;
  }

  static async start(): Promise<Target> {
    const target = new Target({
      port: await freePort(),
      sipPort: await freePort(),
      mediaPort: await freePort(),
      phonePorts: await freePorts(SIP_MEDIA_PORTS),
    });
    await target.restart();
    return target;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Of all its threads since it began; what it came to last, where it has ended. */
  get cpuSeconds(): number {
    try {
      this.#cpuSeconds = cpuMicrosecondsOf(this.pid) / 1e6;
    } catch {
      // It has ended.
    }
    return this.#cpuSeconds;
  }

  /** Starts it, again where it has ended; its data stay. */
  async restart(): Promise<void> {
    provideClient();
    this.ended = undefined;
    this.#printed.length = 0;
    const { firstPort, lastPort } = this.phonePorts;
    const main = join(CHECKOUT, 'server/src/main.ts');
    const options = [`--max-old-space-size=${HEAP_MB}`, '--expose-gc', '--import'];
    const child = spawn(process.execPath, [...options, COLLECT_ON_SIGNAL, main], {
      cwd: this.#folder,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        MEDIASOUP_WORKER_BIN: workerBinary(),
        PORT: String(this.port),
        HOST: '127.0.0.1',
        MEDIA_PORT: String(this.mediaPort),
        MEDIA_WORKERS: '1',
        SIP_PORT: String(this.sipPort),
        SIP_HOST: '127.0.0.1',
        SIP_TRUNK_ALLOW: '127.0.1.0/24',
        SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
        PHONE_NUMBER: '0480-44 55 11',
        DATA_DIR: this.#folder,
        // Attackers and honest people alike come from addresses of their own.
        TRUSTED_PROXIES: '127.0.0.1',
        ADMIN_PASSWORD,
        API_TOKEN,
        METRICS_TOKEN,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.#read(line));
    }
    child.once('exit', (code, signal) => {
      if (this.#child === child) this.ended = signal ?? `code ${code}`;
    });
    await this.#answers();
  }

  /** Asks as one of the county's own systems. */
  get api(): Api {
    return new Api(this, { authorization: `Bearer ${API_TOKEN}` });
  }

  /** As the administrator, who may lead any meeting; signed in once. */
  session(): Promise<Api> {
    this.#session ??= Api.signIn(this, 'admin', ADMIN_PASSWORD);
    return this.#session;
  }

  async makeSpace(name: string, settings: Omit<NewSpace, 'name'> = {}): Promise<SpaceDescription> {
    const made = await this.api.ask<SpaceDescription>('POST', '/api/spaces', { name, ...settings });
    if (made.status !== 201) throw new Error(`no space was made: ${made.status}`);
    return made.body;
  }

  /** After a collection. */
  async memory(): Promise<Memory> {
    if (this.ended !== undefined) return { residentMb: 0, heapMb: 0 };
    this.#child?.kill('SIGUSR2');
    await pause(500);
    const metrics = await this.metrics().catch(() => '');
    return { residentMb: residentKilobytesOf(this.pid) / 1024, heapMb: heldMbIn(metrics) };
  }

  async metrics(): Promise<string> {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    // A connection that was kept may have been closed by the server's side just now.
    const ask = async () => (await fetch(`${this.url}/metrics`, { headers })).text();
    return waitFor(ask, { timeout: 10_000, interval: 200 });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child !== undefined) await end(child);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(line: string): void {
    this.#printed.push(line);
    if (this.#printed.length > MOST_LINES) this.#printed.shift();
    // One line each of a crash of Node's, and of what the log calls an error.
    if (!/^FATAL ERROR|"level":"(error|fatal)"|^\S*Error: /.test(line)) return;
    const fault = line.replace(/"time":"[^"]*",/, '');
    if (!this.faults.includes(fault)) this.faults.push(fault);
  }

  async #answers(): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      if (this.ended !== undefined)
        throw new Error(`the server ended: ${this.#printed.join('\n')}`);
      // It answers a moment before its first account is made, and prints this after.
      if (this.#printed.some((line) => line.includes('is ready: '))) return;
      await pause(100);
    }
    throw new Error('the server does not answer');
  }
}

/** What the guest link of a space carries. */
export const secretOf = ({ guestLink }: SpaceDescription): string =>
  new URL(guestLink ?? '').searchParams.get('secret') ?? '';

/** Of the main thread's heap and of buffers beside it, garbage too. */
export const heldMbIn = (metrics: string): number =>
  (valueOf(metrics, 'nodejs_heap_size_used_bytes') +
    valueOf(metrics, 'nodejs_external_memory_bytes')) /
  1024 ** 2;

/** Of a metric without labels. */
export function valueOf(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
}

/** The server wants a built client, and no page is opened here: which one is all the same. */
function provideClient(): void {
  const index = join(CHECKOUT, 'client/dist/index.html');
  if (existsSync(index)) return;
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '<!doctype html><title>Distansmöte</title>\n');
}
