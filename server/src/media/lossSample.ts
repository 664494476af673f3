// How many packets are lost on the way to us and from us, asked of so few streams that it costs next to nothing.
import type { types } from 'mediasoup';
import type { WorkerInventory } from './workerInventory.ts';

export interface StreamLoss {
  /** As the server sees it: received from a participant, or sent to one. */
  direction: 'received' | 'sent';
  kind: 'audio' | 'video';
  /** 0 to 1, of the packets between the last two RTCP reports (RFC 3550 §6.4.1), before retransmissions. */
  lostFraction: number;
}

/** RTCP counts the lost in 256ths. */
const WHOLE = 256;

/**
 * Of each direction at most `most` tracks that flow just now, drawn anew each time: in a meeting of fifty
 * there are thousands of consumers. A track that ends meanwhile is left out.
 */
export async function sampleLoss(
  censuses: readonly WorkerInventory[],
  most: number,
): Promise<StreamLoss[]> {
  const producers = draw(
    censuses.flatMap(({ sentTracks }) => [...sentTracks].filter(({ paused }) => !paused)),
    most,
  );
  const consumers = draw(
    censuses.flatMap(({ receivedTracks }) =>
      [...receivedTracks].filter(({ paused, producerPaused }) => !paused && !producerPaused),
    ),
    most,
  );
  const asked = [
    ...producers.map(async (one) => lossesIn(await one.getStats(), 'received')),
    ...consumers.map(async (one) => lossesIn(await one.getStats(), 'sent')),
  ];
  const answered = await Promise.allSettled(asked);
  return answered.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

type Stats = (types.ProducerStat | types.ConsumerStat)[];

/** @param direction a consumer's statistics bring those of its producer along, which are not asked for. */
function lossesIn(stats: Stats, direction: StreamLoss['direction']): StreamLoss[] {
  const wanted = direction === 'received' ? 'inbound-rtp' : 'outbound-rtp';
  return (
    stats
      // Of a layer that rests the last report is an old one.
      .filter(({ type, bitrate }) => type === wanted && bitrate > 0)
      .map(({ kind, fractionLost }) => ({
        direction,
        kind: kind === 'audio' ? 'audio' : 'video',
        lostFraction: fractionLost / WHOLE,
      }))
  );
}

/** As many as are wanted, each with the same chance. Takes them out of `all`. */
function draw<T>(all: T[], most: number): T[] {
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    () => all.splice(Math.floor(Math.random() * all.length), 1)[0] as T,
  );
}
