// A real server that lets rooms in, and what its parts cost.
import { readdirSync, readFileSync } from 'node:fs';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { cachedProgram } from '@distansmote/testkit/server/cachedProgram.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { cpuMicrosecondsOf, residentKilobytesOf } from '../load/cpuTime.ts';
import { type LoadServer, startOurs } from '../load/loadServers.ts';

/** Microseconds of CPU. */
export interface Spent {
  compositors: number;
  pictureThread: number;
  /** All of its threads. */
  process: number;
  worker: number;
  /** In ms of `performance.now()`. */
  at: number;
}

export function spentSince(before: Spent, after: Spent): Omit<Spent, 'at'> {
  const of = (name: keyof Spent) => after[name] - before[name];
  return {
    compositors: of('compositors'),
    pictureThread: of('pictureThread'),
    process: of('process'),
    worker: of('worker'),
  };
}

export class BenchServer {
  readonly sipPort: number;
  readonly load: LoadServer;

  private constructor(sipPort: number, load: LoadServer) {
    this.sipPort = sipPort;
    this.load = load;
  }

  static async start(settings: Record<string, string> = {}): Promise<BenchServer> {
    const sipPort = await freePort();
    const load = await startOurs({ settings: { ...roomSettings(sipPort), ...settings } });
    return new BenchServer(sipPort, load);
  }

  async newMeeting(): Promise<string> {
    const [callId = ''] = await this.load.makeRooms(1);
    return callId;
  }

  /** The last one is the youngest: the first draws cards for rooms that are in no meeting. */
  get compositorPids(): number[] {
    return childrenOf(this.load.nodePid, 'compositor');
  }

  get spent(): Spent {
    const { nodePid, workerPid } = this.load;
    return {
      compositors: this.compositorPids.reduce((sum, pid) => sum + cpuMicrosecondsOf(pid), 0),
      pictureThread: threadMicroseconds(nodePid, 'picture'),
      process: cpuMicrosecondsOf(nodePid),
      worker: cpuMicrosecondsOf(workerPid),
      at: performance.now(),
    };
  }

  /** Megabytes, resident. */
  get memory(): { compositors: number; process: number } {
    const all = this.compositorPids.map((pid) => residentKilobytesOf(pid));
    return {
      compositors: all.reduce((sum, one) => sum + one, 0) / 1_024,
      process: residentKilobytesOf(this.load.nodePid) / 1_024,
    };
  }

  /** What could be left behind by calls. */
  get held(): Record<'files' | 'workerFiles' | 'processes' | 'threads', number> {
    const { nodePid, workerPid } = this.load;
    return {
      files: readdirSync(`/proc/${nodePid}/fd`).length,
      workerFiles: readdirSync(`/proc/${workerPid}/fd`).length,
      processes: childrenOf(nodePid).length,
      threads: readdirSync(`/proc/${nodePid}/task`).length,
    };
  }

  stop(): Promise<void> {
    return this.load.stop();
  }
}

export function roomSettings(sipPort: number): Record<string, string> {
  return {
    ...trunkSettings(sipPort),
    SIP_ROOMS: '1',
    SIP_MAX_ROOMS: '4',
    COMPOSITOR_BIN: programOf('COMPOSITOR_BIN', 'compositor'),
    LETTERING_BIN: programOf('LETTERING_BIN', 'lettering'),
  };
}

function programOf(setting: string, name: string): string {
  const found = cachedProgram(setting, name);
  if (found === undefined) throw new Error(`no ${name}: npm test builds it`);
  return found;
}

/** In order of their start. @param name all of them unless given */
function childrenOf(pid: number, name?: string): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => fileIn(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((child) => child !== '')
    .map(Number)
    .filter((child) => name === undefined || fileIn(`/proc/${child}/comm`).startsWith(name))
    .sort((one, other) => one - other);
}

function threadMicroseconds(pid: number, name: string): number {
  return readdirSync(`/proc/${pid}/task`)
    .filter((thread) => fileIn(`/proc/${pid}/task/${thread}/comm`).trim() === name)
    .map((thread) => Number(fileIn(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]) / 1_000)
    .reduce((sum, one) => sum + one, 0);
}

/** Empty when what it is about has ended meanwhile. */
function fileIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
