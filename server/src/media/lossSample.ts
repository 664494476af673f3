// Packet loss in both directions, sampled from so few tracks that it costs next to nothing.
import type { types } from 'mediasoup';
import type { WorkerInventory } from './workerInventory.ts';

export interface StreamLoss {
  /** Seen from the server: received from a participant, or sent to one. */
  direction: 'received' | 'sent';
  kind: 'audio' | 'video';
  /** 0 to 1, of the packets between the last two RTCP reports (RFC 3550 §6.4.1), before retransmissions. */
  lostFraction: number;
}

/** RTCP reports the fraction lost in 256ths (RFC 3550 §6.4.1). */
const FRACTION_UNIT = 256;

/**
 * Asks up to `maxTracks` tracks per direction, chosen at random among those that flow: a meeting of fifty has thousands
 * of consumers. A track that ends meanwhile is left out.
 */
export async function sampleLoss(
  inventories: readonly WorkerInventory[],
  maxTracks: number,
): Promise<StreamLoss[]> {
  const producers = sampleOf(
    inventories.flatMap(({ sentTracks }) => [...sentTracks].filter(({ paused }) => !paused)),
    maxTracks,
  );
  const consumers = sampleOf(
    inventories.flatMap(({ receivedTracks }) =>
      [...receivedTracks].filter(({ paused, producerPaused }) => !paused && !producerPaused),
    ),
    maxTracks,
  );
  const asked = [
    ...producers.map(async (one) => lossesIn(await one.getStats(), 'received')),
    ...consumers.map(async (one) => lossesIn(await one.getStats(), 'sent')),
  ];
  const answered = await Promise.allSettled(asked);
  return answered.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

type Stats = (types.ProducerStat | types.ConsumerStat)[];

/** @param direction needed because a consumer's statistics include those of its producer. */
function lossesIn(stats: Stats, direction: StreamLoss['direction']): StreamLoss[] {
  const wanted = direction === 'received' ? 'inbound-rtp' : 'outbound-rtp';
  return (
    stats
      // The last report of an inactive layer is stale.
      .filter(({ type, bitrate }) => type === wanted && bitrate > 0)
      .map(({ kind, fractionLost }) => ({
        direction,
        kind: kind === 'audio' ? 'audio' : 'video',
        lostFraction: fractionLost / FRACTION_UNIT,
      }))
  );
}

/** A uniform sample. Removes it from `all`. */
function sampleOf<T>(all: T[], size: number): T[] {
  if (all.length <= size) return all;
  return Array.from(
    { length: size },
    () => all.splice(Math.floor(Math.random() * all.length), 1)[0] as T,
  );
}
