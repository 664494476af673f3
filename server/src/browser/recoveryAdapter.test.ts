// Packets stored for recovery stay within their memory limit, however many recipients each has.
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { boundedParser } from './boundedParser.ts';
import { RecoveryAdapter } from './recoveryAdapter.ts';

/** Heap bytes after garbage collection. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test.each([1, 100])('notices for %i each are kept in 40 MB at most', (recipients) => {
  const io = new Server(createServer(), {
    serveClient: false,
    connectionStateRecovery: {},
    parser: boundedParser,
    adapter: RecoveryAdapter,
  });
  const ids = Array.from({ length: recipients }, (_, at) => `the id of socket ${at}`);
  const before = heapBytes();
  for (let sent = 0; sent < 60_000; sent += 1) {
    const body = { by: crypto.randomUUID(), sound: 'played', picture: 'shown' };
    io.to(ids).emit('notice', { name: 'playbackReported', body });
  }
  const kept = heapBytes() - before;
  expect(kept).toBeGreaterThan(15_000_000);
  expect(kept).toBeLessThan(40_000_000);
  // Keeps it reachable until here.
  expect(io.of('/').adapter).toBeInstanceOf(RecoveryAdapter);
});
