// An idle server takes little memory, so that the smallest machine is enough.
import { readFileSync } from 'node:fs';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';
import { expect, test, vi } from 'vitest';

/** 125 measured (docs/performance.md); 150 to 175 if optional modules are loaded, or garbage from the start remains. */
const MAX_RESIDENT_MB = 140;

const residentMegabytes = (pid: number | undefined) =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

test('with minimal settings it takes little memory after the start', async () => {
  const program = await startProgram(tempFolder());
  await readyAddress(program);
  await vi.waitFor(
    () => expect(residentMegabytes(program.process.pid)).toBeLessThan(MAX_RESIDENT_MB),
    WAIT_OPTIONS,
  );
}, 120_000);
