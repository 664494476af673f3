// The suite's own fuzzers, ten times as long or more: 10⁶ packets and pictures of room systems, 10⁵ SDPs, SIP messages and packets of text.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workerBinary } from '@distansmote/testkit/server/nodeProcess.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** How many in `npm test` stands in the tests. */
const COUNTS = {
  VIDEO_FUZZ: 1_000_000,
  COMPOSITOR_FUZZ: 1_000_000,
  SOUND_FUZZ: 200_000,
  TEXT_FUZZ: 100_000,
  SIP_FUZZ: 100_000,
  SDP_FUZZ: 100_000,
};
const TESTS = ['videoFuzz', 'compositorHostile', 'soundFuzz', 'textFuzz', 'sipFuzz', 'sdpFuzz'];

/**
 * @param seed of SDPs, SIP messages and pictures; RTP and RTCP packets are drawn anew each time.
 * @returns the exit code: 0 if everything passed.
 */
export function runMutations(seed: number): number {
  const env = {
    ...process.env,
    ...Object.fromEntries(Object.entries(COUNTS).map(([name, count]) => [name, String(count)])),
    SIP_FUZZ_SEED: String(seed),
    COMPOSITOR_FUZZ_SEED: String(seed),
    MEDIASOUP_WORKER_BIN: workerBinary(),
  };
  const files = TESTS.map((name) => `server/test/${name}.test.ts`);
  const command = [
    'exec',
    '--',
    'vitest',
    'run',
    '--project',
    'integration',
    '--no-file-parallelism',
    ...files,
  ];
  return spawnSync('npm', command, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1;
}
