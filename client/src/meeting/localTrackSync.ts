// Keeps what is sent in step with one's own devices: added, replaced, paused and resumed as they change.
import type { SignallingClient } from '../signalling/signallingClient.ts';
import type { LocalDevice, LocalMediaStore } from '../media/localMediaStore.ts';
import type { Sending } from '../media/sending.ts';

const SOURCES = ['microphone', 'camera'] as const;
type Source = (typeof SOURCES)[number];

export interface LocalTrackSync {
  /** Resolves when what the devices give now has been negotiated. */
  settled(): Promise<void>;
  /** From now on the server is told of every change as it happens. */
  joined(): void;
  stop(): void;
}

export function syncLocalTracks(
  localMedia: LocalMediaStore,
  sending: Sending,
  signalling: SignallingClient,
): LocalTrackSync {
  let isJoined = false;
  let isStopped = false;
  let queue: Promise<void> = Promise.resolve();
  /** What the server knows: the sources it was offered, and whether each is paused there. */
  const told = new Map<Source, boolean>();

  /** One after the other: negotiations of one transport cannot overlap. */
  function update(): void {
    queue = queue
      .then(async () => {
        for (const source of SOURCES) if (!isStopped) await bring(source);
      })
      .catch(() => undefined);
  }

  async function bring(source: Source): Promise<void> {
    const device = localMedia.getState()[source];
    const mediaTrack = 'mediaTrack' in device ? device.mediaTrack : null;
    const isPaused = isSilent(device);
    const producer = sending.producer(source);
    if (producer === undefined) {
      if (mediaTrack === null) return;
      const offer = await sending.add(source, mediaTrack, isPaused);
      if (!isJoined) return;
      told.set(source, isPaused);
      await signalling.request('startTrack', { ...offer, isPaused });
      return;
    }
    if (producer.track !== mediaTrack) await producer.replaceTrack({ track: mediaTrack });
    if (isPaused) producer.pause();
    else producer.resume();
    if (isJoined && told.get(source) !== isPaused) {
      told.set(source, isPaused);
      signalling.send(isPaused ? 'pauseTrack' : 'resumeTrack', { source });
    }
  }

  const unsubscribe = localMedia.subscribe(update);
  update();

  return {
    settled: () => queue,
    joined() {
      isJoined = true;
      for (const { source, isPaused } of sending.offers) told.set(source as Source, isPaused);
      update();
    },
    stop() {
      isStopped = true;
      unsubscribe();
    },
  };
}

const isSilent = ({ is }: LocalDevice): boolean => is !== 'on';
