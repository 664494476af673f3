// A transport's statistics, even if it is closed while they are gathered: Firefox then never resolves.
import type { Transport } from 'mediasoup-client/types';

/** Empty if the transport is closed meanwhile. */
export async function statsOf(transport: Transport): Promise<RTCStatsReport> {
  let closed: () => void = () => undefined;
  const untilClosed = new Promise<RTCStatsReport>((resolve) => {
    closed = () => resolve(new Map());
    transport.observer.once('close', closed);
  });
  try {
    return await Promise.race([transport.getStats(), untilClosed]);
  } finally {
    transport.observer.off('close', closed);
  }
}
