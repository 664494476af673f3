// While the person on this page signs: their camera keeps its frame rate, and they are told when it does not.
import type { Producer } from 'mediasoup-client/types';
import { sendFluently } from '../../media/fluentCamera.ts';
import type { MediaPreparation } from '../mediaPreparation.ts';
import type { MeetingStore } from '../meetingStore.ts';
import { createPictureRate, type SentPictures } from './pictureRate.ts';

const LOOK_INTERVAL_MS = 1_000;

/** What is counted of one camera. */
interface Counted {
  atMs: number;
  /** By layer. */
  sent: Map<string, number>;
  captured: number | undefined;
  limitedBy: string | undefined;
}

/** @returns a function that ends it. */
export function startSigning(
  store: MeetingStore,
  media: Pick<MediaPreparation, 'current'>,
): () => void {
  const rate = createPictureRate();
  let before: { producer: Producer; counted: Counted } | undefined;
  let isStopped = false;
  const camera = () => media.current?.connection.sending.producer('camera');

  async function look(): Promise<void> {
    const producer = camera();
    if (!producer?.track || producer.paused || !producer.rtpSender) {
      before = undefined;
      return;
    }
    // Also of another camera, and after a reconnect.
    await sendFluently(producer, true);
    const counted = count(await producer.rtpSender.getStats());
    const former = before?.producer === producer ? before.counted : undefined;
    before = { producer, counted };
    if (former === undefined || isStopped) return;
    const jerkyBecause = rate(since(former, counted));
    if (jerkyBecause !== store.getState().jerkyBecause) store.setState({ jerkyBecause });
  }

  const lookAgain = () => void look().catch(() => undefined);
  const timer = setInterval(lookAgain, LOOK_INTERVAL_MS);
  lookAgain();
  return () => {
    isStopped = true;
    clearInterval(timer);
    store.setState({ jerkyBecause: undefined });
    const producer = camera();
    if (producer) sendFluently(producer, false).catch(() => undefined);
  };
}

function count(report: RTCStatsReport): Counted {
  const counted: Counted = {
    atMs: performance.now(),
    sent: new Map(),
    captured: undefined,
    limitedBy: undefined,
  };
  for (const one of report.values() as Iterable<RTCStats & Record<string, unknown>>) {
    if (one.type === 'media-source' && typeof one['frames'] === 'number')
      counted.captured = one['frames'];
    if (one.type !== 'outbound-rtp' || typeof one['framesEncoded'] !== 'number') continue;
    counted.sent.set(one.id, one['framesEncoded']);
    const { qualityLimitationReason: reason } = one;
    if (typeof reason === 'string' && counted.limitedBy !== 'cpu') counted.limitedBy = reason;
  }
  return counted;
}

function since(former: Counted, now: Counted): SentPictures {
  const seconds = (now.atMs - former.atMs) / 1_000;
  const grown = [...now.sent].map(([layer, frames]) => frames - (former.sent.get(layer) ?? 0));
  const isTold = now.captured !== undefined && former.captured !== undefined;
  return {
    sentPerSecond: Math.max(0, ...grown) / seconds,
    capturedPerSecond: isTold
      ? ((now.captured ?? 0) - (former.captured ?? 0)) / seconds
      : undefined,
    limitedBy: now.limitedBy,
  };
}
