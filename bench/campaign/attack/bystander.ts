// Starts the process with the meeting beside the attacks, and asks it what it has noticed.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endProcess } from '@distansmote/testkit/server/nodeProcess.ts';
import { startBare } from '../../load/loadServers.ts';
import type { Coming } from './newcomer.ts';
import type { SoundGap } from './soundGaps.ts';
import { METRICS_TOKEN, secretOf, type Target } from './target.ts';

/** What its process is given at the start. */
export interface BystanderSetting {
  port: number;
  callId: string;
  /** Of the guest link. */
  secret: string;
  /** Of somebody who may moderate the meeting. */
  cookie: string;
  metricsToken: string;
  /** The control: a mediasoup server that nobody attacks. */
  controlPort: number;
}

export interface BystanderAsk {
  id: number;
  name: 'meet' | 'take';
}

/** Since the last query. */
export interface Noticed {
  sound: SoundGap;
  /** At the same time, at the control server: what the machine causes by itself. */
  control: SoundGap;
  comings: Coming[];
  /** How long joining took at the control, in ms. */
  controlMs: number[];
  /** Newcomers who did not get in: at which step, and why. */
  failures: string[];
  /** The server's event-loop delay, per second. */
  loopP99Ms: number[];
  loopMaxMs: number[];
  /** The server's heap per second, including garbage. */
  heapMb: number[];
}

const NO_GAP: SoundGap = { gapMs: 0, serverMs: 0, ownStallMs: 0 };
export const NOTHING_NOTICED: Noticed = {
  sound: NO_GAP,
  control: NO_GAP,
  comings: [],
  controlMs: [],
  failures: [],
  loopP99Ms: [],
  loopMaxMs: [],
  heapMb: [],
};

type Answer = { id: number } & ({ noticed: Noticed } | { failure: string });

export interface Bystander {
  /** @returns what it has noticed since the last query. */
  take(): Promise<Noticed>;
  stop(): Promise<void>;
}

/** Resolves when two people speak and hear each other. */
export async function startBystander(target: Target): Promise<Bystander> {
  const space = await target.makeSpace('Mötet bredvid');
  const control = await startBare();
  const script = fileURLToPath(new URL('bystanderProcess.ts', import.meta.url));
  const setting: BystanderSetting = {
    port: target.port,
    callId: space.callId,
    secret: secretOf(space),
    cookie: (await target.session()).cookie,
    metricsToken: METRICS_TOKEN,
    controlPort: control.address.port,
  };
  const child = fork(script, [JSON.stringify(setting)]);
  const waiting = new Map<number, (answer: Answer) => void>();
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  child.once('exit', () => {
    for (const [id, resolve] of waiting) resolve({ id, failure: 'the bystander has ended' });
  });
  let asked = 0;
  async function ask(name: BystanderAsk['name']): Promise<Noticed> {
    asked += 1;
    const id = asked;
    if (!child.connected) throw new Error('the bystander has ended');
    child.send({ id, name } satisfies BystanderAsk);
    const answer = await new Promise<Answer>((resolve) => waiting.set(id, resolve));
    waiting.delete(id);
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.noticed;
  }
  await ask('meet');
  return {
    take: () => ask('take'),
    async stop() {
      await endProcess(child);
      await control.stop();
    },
  };
}
