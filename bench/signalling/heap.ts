// Reads a Node process's heap after a collection, by its inspector: the program in it knows nothing of it.
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

/**
 * @param inspectorPort of a process that was started with `--inspect=127.0.0.1:<port>`.
 * @returns bytes in use: objects, and what buffers hold outside of the heap.
 */
export async function collectedHeapBytes(inspectorPort: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  let asked = 0;
  async function ask<T>(method: string): Promise<T> {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = (await once(socket, 'message')) as [Buffer];
      const said = JSON.parse(data.toString()) as { id?: number; result: T };
      if (said.id === id) return said.result;
    }
  }
  try {
    // Twice: what finalizers let go of at the first goes at the second.
    await ask('HeapProfiler.collectGarbage');
    await ask('HeapProfiler.collectGarbage');
    const usage = await ask<HeapUsage>('Runtime.getHeapUsage');
    return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
  } finally {
    socket.close();
  }
}
