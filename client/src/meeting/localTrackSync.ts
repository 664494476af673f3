// Keeps what is sent in step with one's own devices: added, replaced, paused and resumed as they change.
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import type { Sending } from '../media/sending.ts';
import {
  RequestRefused,
  RequestUnanswered,
  type SignallingClient,
} from '../signalling/signallingClient.ts';

const TELL_AGAIN_MS = 2_000;
const SOURCES = ['microphone', 'camera'] as const;
type Source = (typeof SOURCES)[number];

export interface LocalTrackSync {
  /** Resolves when what the devices give now has been negotiated. */
  settled(): Promise<void>;
  /** From now on the server is told of every change; `offers` is what `join` told it. */
  joined(offers: readonly TrackOffer[]): void;
  /** Tells again what went unanswered, after the socket has been away. */
  refresh(): void;
  stop(): void;
}

/** @param failed a track could not be negotiated, or the server would not have it. */
export function syncLocalTracks(
  localMedia: LocalMediaStore,
  sending: Sending,
  signalling: SignallingClient,
  failed: () => void,
): LocalTrackSync {
  let isJoined = false;
  let isStopped = false;
  let queue: Promise<void> = Promise.resolve();
  /** What the server knows: the sources it was offered, and whether each is paused there. */
  const told = new Map<Source, boolean>();

  /** One after the other: negotiations of one transport cannot overlap. */
  function update(): void {
    queue = queue.then(async () => {
      for (const source of SOURCES) {
        if (isStopped) return;
        try {
          await bring(source);
          if (isJoined) await tell(source);
        } catch (error) {
          if (isStopped) return;
          if (!(error instanceof RequestUnanswered)) failed();
          else setTimeout(refresh, TELL_AGAIN_MS);
        }
      }
    });
  }

  async function bring(source: Source): Promise<void> {
    const device = localMedia.getState()[source];
    const mediaTrack = 'mediaTrack' in device ? device.mediaTrack : null;
    const isPaused = device.is !== 'on';
    const producer = sending.producer(source);
    if (producer === undefined) {
      if (mediaTrack !== null) await sending.add(source, mediaTrack, isPaused);
      return;
    }
    if (producer.track !== mediaTrack) await producer.replaceTrack({ track: mediaTrack });
    if (isPaused) producer.pause();
    else producer.resume();
  }

  async function tell(source: Source): Promise<void> {
    const offer = sending.offer(source);
    if (offer === undefined || told.get(source) === offer.isPaused) return;
    if (!told.has(source)) await startTrack(offer);
    else await signalling.request(offer.isPaused ? 'pauseTrack' : 'resumeTrack', { source });
    told.set(source, offer.isPaused);
  }

  /** One that was started but not answered is as good. */
  async function startTrack(offer: TrackOffer): Promise<void> {
    try {
      await signalling.request('startTrack', offer);
    } catch (error) {
      if (!(error instanceof RequestRefused && error.code === 'alreadyStarted')) throw error;
    }
  }

  function refresh(): void {
    if (!isStopped) update();
  }

  const unsubscribe = localMedia.subscribe(update);
  update();

  return {
    settled: () => queue,
    joined(offers) {
      isJoined = true;
      for (const { source, isPaused } of offers) told.set(source as Source, isPaused);
      update();
    },
    refresh,
    stop() {
      isStopped = true;
      unsubscribe();
    },
  };
}
