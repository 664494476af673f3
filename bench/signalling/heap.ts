// Reads how much of a Node process's heap is in use after a collection.
import { openInspector } from '../load/inspector.ts';

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

/**
 * @param inspectorPort of a process that was started with `--inspect=127.0.0.1:<port>`.
 * @returns bytes in use: objects, and the buffers they hold outside the heap.
 */
export async function collectedHeapBytes(inspectorPort: number): Promise<number> {
  const inspector = await openInspector(inspectorPort);
  try {
    // Twice: what finalizers release during the first is collected by the second.
    await inspector.call('HeapProfiler.collectGarbage');
    await inspector.call('HeapProfiler.collectGarbage');
    const usage = await inspector.call<HeapUsage>('Runtime.getHeapUsage');
    return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
  } finally {
    inspector.close();
  }
}
