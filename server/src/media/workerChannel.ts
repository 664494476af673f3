// Notices when a media worker can no longer be spoken to, so that it is replaced and nothing else breaks.

/**
 * mediasoup writes each message to a worker into one buffer; an error in the middle of writing leaves it
 * half-written, and every later message to that worker fails, whoever's it is. No input that passes our
 * schemas is known to do that.
 */
export function isChannelBroken(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (error instanceof Error && error.message.startsWith('FlatBuffers:'))
  );
}

/** Closes something of mediasoup's; where the worker cannot be told, it is given up with all it holds. */
export function closeOrKill(
  closable: { close(): void },
  abandonWorker: (reason: string) => void,
): void {
  try {
    closable.close();
  } catch (error) {
    if (!isChannelBroken(error)) throw error;
    abandonWorker(String(error));
  }
}
