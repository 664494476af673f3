// Starts a process of load participants and controls it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endProcess } from '@distansmote/testkit/server/nodeProcess.ts';
import type { Counts } from './counts.ts';
import type { GeneratorAnswer, GeneratorAsk } from './generatorMessages.ts';
import type { ParticipantOptions } from './loadParticipant.ts';

export interface Generator {
  pid: number;
  /**
   * @param options.atOnce how many concurrently; default 4.
   * @param options.stays false: each leaves as soon as it has joined.
   * @returns how long each join took, in ms.
   * @throws Error if one of them did not get in.
   */
  enter(
    wishes: ParticipantOptions[],
    options?: { atOnce?: number; stays?: boolean },
  ): Promise<number[]>;
  /** Since they joined; in total, and each. */
  count(): Promise<{ counts: Counts; each: Counts[] }>;
  /** All of them, at once. */
  leave(): Promise<void>;
  stop(): Promise<void>;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL('generatorProcess.ts', import.meta.url)));
  const waiting = new Map<number, (answer: GeneratorAnswer) => void>();
  let asked = 0;
  child.on('message', (answer: GeneratorAnswer) => waiting.get(answer.id)?.(answer));
  child.on('exit', () => {
    for (const [id, resolve] of waiting) resolve({ id, failure: 'the generator has ended' });
  });

  async function ask(words: Unnumbered<GeneratorAsk>): Promise<GeneratorAnswer> {
    asked += 1;
    const id = asked;
    child.send({ id, ...words });
    const answer = await new Promise<GeneratorAnswer>((resolve) => waiting.set(id, resolve));
    waiting.delete(id);
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }

  return {
    pid: child.pid ?? 0,
    async enter(wishes, { atOnce = 4, stays = true } = {}) {
      const answer = await ask({ name: 'enter', wishes, atOnce, stays });
      if (!('joinsMs' in answer)) throw new Error('not an answer to that');
      const [first] = answer.failures;
      if (first !== undefined)
        throw new Error(`${answer.failures.length} did not get in, the first: ${first}`);
      return answer.joinsMs;
    },
    async count() {
      const answer = await ask({ name: 'count' });
      if (!('counts' in answer)) throw new Error('not an answer to that');
      return answer;
    },
    async leave() {
      await ask({ name: 'leave' });
    },
    stop: () => endProcess(child),
  };
}
