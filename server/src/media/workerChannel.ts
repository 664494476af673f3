// Detects that the channel to a media worker is broken, so that the worker is replaced and nothing else fails.

/**
 * mediasoup builds every message to a worker in one shared FlatBuffers builder. An exception halfway leaves the builder
 * corrupt, and every later message to that worker fails, whoever sends it. No input that passes our schemas is known to
 * cause this.
 */
export function isChannelBroken(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (error instanceof Error && error.message.startsWith('FlatBuffers:'))
  );
}

/** Closes a mediasoup object. If the worker cannot be told, the worker is killed with everything in it. */
export function closeOrKill(
  closable: { close(): void },
  killWorker: (reason: string) => void,
): void {
  try {
    closable.close();
  } catch (error) {
    if (!isChannelBroken(error)) throw error;
    killWorker(String(error));
  }
}
