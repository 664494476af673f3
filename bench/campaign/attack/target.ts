// The program under attack, as users start it, with 1 GB of heap; reports its condition.
import { setTimeout as pause } from 'node:timers/promises';
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import type { Api } from '@distansmote/testkit/server/api.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { cpuMicrosecondsOf, residentKilobytesOf } from '../../load/cpuTime.ts';

const HEAP_MB = 1024;
const MAX_ROOMS = 8;
/** By default as many: calls that are evicted free theirs a moment later. */
const SIP_MEDIA_PORTS = 400;
export const METRICS_TOKEN = 'metrics-token-of-the-campaign';
/** Collects garbage on request, to tell live memory from garbage. */
const COLLECT_ON_SIGNAL = `data:text/javascript,process.on('SIGUSR2',()=>gc())`;

export interface Memory {
  /** Of the Node process, all threads together. */
  residentMb: number;
  /** Of the main thread's heap, and of buffers beside it, after a collection. */
  heapMb: number;
}

interface PhonePorts {
  sipPort: number;
  phonePorts: { firstPort: number; lastPort: number };
}

export class Target {
  /** Whether room systems get pictures. */
  readonly hasPictures = picturePrograms !== undefined;
  readonly sipPort: number;
  readonly phonePorts: { firstPort: number; lastPort: number };
  /** Log lines that report a bug of the server, each once. */
  readonly faults: string[];
  readonly #server: ServerProcess;
  #cpuSeconds = 0;

  private constructor(
    server: ServerProcess,
    { sipPort, phonePorts }: PhonePorts,
    faults: string[],
  ) {
    this.#server = server;
    this.sipPort = sipPort;
    this.phonePorts = phonePorts;
    this.faults = faults;
  }

  static async start(): Promise<Target> {
    const ports = { sipPort: await freePort(), phonePorts: await freePorts(SIP_MEDIA_PORTS) };
    const { firstPort, lastPort } = ports.phonePorts;
    const faults: string[] = [];
    const server = await ServerProcess.start({
      nodeOptions: [
        `--max-old-space-size=${HEAP_MB}`,
        '--expose-gc',
        '--import',
        COLLECT_ON_SIGNAL,
      ],
      settings: {
        SIP_PORT: String(ports.sipPort),
        SIP_HOST: '127.0.0.1',
        SIP_TRUNK_ALLOW: '127.0.1.0/24',
        SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
        // Attackers and honest clients alike have their own addresses.
        TRUSTED_PROXIES: '127.0.0.1',
        METRICS_TOKEN,
        ...(picturePrograms && {
          SIP_ROOMS: '1',
          SIP_MAX_ROOMS: String(MAX_ROOMS),
          COMPOSITOR_BIN: picturePrograms.compositor,
          LETTERING_BIN: picturePrograms.lettering,
        }),
        LOG_LEVEL: 'error',
      },
      onLine: (line) => {
        const fault = faultIn(line);
        if (fault !== undefined && !faults.includes(fault)) faults.push(fault);
      },
    });
    return new Target(server, ports, faults);
  }

  get port(): number {
    return this.#server.port;
  }

  get mediaPort(): number {
    return this.#server.mediaPort;
  }

  /** An IP address, since resolving a name would be measured too. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** How it exited unexpectedly; undefined while it runs. */
  get ended(): string | undefined {
    return this.#server.endedBy;
  }

  /** Of all threads since its start; the last value once it has exited. */
  get cpuSeconds(): number {
    try {
      this.#cpuSeconds = cpuMicrosecondsOf(this.pid) / 1e6;
    } catch {
      // It has exited.
    }
    return this.#cpuSeconds;
  }

  /** Starts it, or restarts it after an exit; its data remains. */
  restart(): Promise<void> {
    return this.#server.run();
  }

  /** A client that authenticates with the API token, like one of the county's systems. */
  get api(): Api {
    return this.#server.api;
  }

  /** As the administrator, who may moderate any meeting; signed in once. */
  session(): Promise<Api> {
    return this.#server.session();
  }

  makeSpace(name: string, settings: Omit<NewSpace, 'name'> = {}): Promise<SpaceDescription> {
    return this.#server.createSpace(name, settings);
  }

  /** After a collection. */
  async memory(): Promise<Memory> {
    if (this.ended !== undefined) return { residentMb: 0, heapMb: 0 };
    process.kill(this.pid, 'SIGUSR2');
    await pause(500);
    const metrics = await this.metrics().catch(() => '');
    return { residentMb: residentKilobytesOf(this.pid) / 1024, heapMb: heldMbIn(metrics) };
  }

  async metrics(): Promise<string> {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    // The server may just have closed a kept-alive connection.
    const ask = async () => (await fetch(`${this.url}/metrics`, { headers })).text();
    return waitFor(ask, { timeout: 10_000, interval: 200 });
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

/** In a line of its output: a crash of Node, or an error in the log. */
function faultIn(line: string): string | undefined {
  if (!/^FATAL ERROR|"level":"(error|fatal)"|^\S*Error: /.test(line)) return undefined;
  return line.replace(/"time":"[^"]*",/, '');
}

/** What the guest link of a space contains. */
export const secretOf = ({ guestLink }: SpaceDescription): string =>
  new URL(guestLink).hash.slice(1);

/** Of the main thread's heap and of buffers beside it, including garbage. */
export const heldMbIn = (metrics: string): number =>
  (valueOf(metrics, 'nodejs_heap_size_used_bytes') +
    valueOf(metrics, 'nodejs_external_memory_bytes')) /
  1024 ** 2;

/** Of a metric without labels. */
export function valueOf(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
}
