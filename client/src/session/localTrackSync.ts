// Keeps the sent tracks in sync with the local devices and screen: added, replaced, paused and stopped as those change.
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';
import type { TrackOffer, TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import type { LocalScreenStore } from '../media/localScreen.ts';
import type { Sending } from '../media/sending.ts';
import type { MeetingStore } from './meetingStore.ts';
import { isAudioByPhone } from './microphone.ts';
import { type Requests, RequestUnanswered } from '../platform/signallingClient.ts';
import { isRefused } from './joinProblem.ts';

const RETRY_MS = 2_000;
const SOURCES = ['microphone', 'camera', 'screen', 'screenSound'] as const;

export interface LocalTrackSync {
  /** Resolves when the devices' current tracks have been negotiated. */
  settled(): Promise<void>;
  /** From now on the server is told of every change; `offers` is what `join` sent. */
  joined(offers: readonly TrackOffer[]): void;
  /** Sends again what went unanswered, after the socket was lost. */
  refresh(): void;
  stop(): void;
}

/** What to send for one source now; undefined for nothing at all. */
interface LocalTrack {
  /** Null for a device that is off: its producer is kept, so that it can resume at once. */
  mediaTrack: MediaStreamTrack | null;
  isPaused: boolean;
}

export interface LocalTracks {
  /** With audio by telephone no microphone is sent. */
  meeting: MeetingStore;
  media: LocalMediaStore;
  screen: LocalScreenStore;
}

function localTrackOf(
  { meeting, media, screen }: LocalTracks,
  source: TrackSource,
): LocalTrack | undefined {
  if (source === 'microphone' && isAudioByPhone(meeting.getState())) return undefined;
  if (source === 'microphone' || source === 'camera') {
    const device = media.getState()[source];
    // Paused means muted on purpose: a telephone that takes over follows that.
    const isNone = device.type === 'failed' && device.isMuted !== true;
    if (source === 'microphone' && isNone) return undefined;
    return {
      mediaTrack: 'mediaTrack' in device ? device.mediaTrack : null,
      isPaused: device.type !== 'on',
    };
  }
  const shared = screen.getState().screen;
  if (shared.type !== 'on') return undefined;
  const mediaTrack = source === 'screen' ? shared.picture : shared.sound;
  return mediaTrack && { mediaTrack, isPaused: false };
}

/** @param failed a track could not be negotiated, or the server refused it. */
export function syncLocalTracks(
  local: LocalTracks,
  sending: Sending,
  signalling: Requests,
  failed: () => void,
): LocalTrackSync {
  let isJoined = false;
  let isStopped = false;
  let queue: Promise<void> = Promise.resolve();
  /** What the server knows: which sources it was offered, and whether each is paused. */
  const reported = new Map<TrackSource, boolean>();

  /** One at a time: negotiations of one transport cannot overlap. */
  function update(): void {
    queue = queue.then(async () => {
      for (const source of SOURCES) {
        if (isStopped) return;
        try {
          await apply(source);
          if (isJoined) await report(source);
        } catch (error) {
          if (isStopped) return;
          // Not joined any more: the meeting leaves this server, and the next one is told by the connection there.
          const isForNow =
            error instanceof RequestUnanswered ||
            isRefused(error, 'tooFast') ||
            isRefused(error, 'notJoined');
          if (isForNow) setTimeout(refresh, RETRY_MS);
          else failed();
        }
      }
    });
  }

  async function apply(source: TrackSource): Promise<void> {
    const track = localTrackOf(local, source);
    const producer = sending.producer(source);
    if (producer === undefined) {
      if (track?.mediaTrack) await sending.add(source, track.mediaTrack, track.isPaused);
      return;
    }
    if (track === undefined) return sending.remove(source);
    if (producer.track !== track.mediaTrack) {
      await producer.replaceTrack({ track: track.mediaTrack });
    }
    if (track.isPaused) producer.pause();
    else producer.resume();
  }

  async function report(source: TrackSource): Promise<void> {
    const offer = sending.offer(source);
    if (offer === undefined) {
      if (reported.has(source)) await stopTrack(source);
      reported.delete(source);
      return;
    }
    if (reported.get(source) === offer.isPaused) return;
    if (!reported.has(source)) await startTrack(offer);
    else await pauseTrack(offer);
    reported.set(source, offer.isPaused);
  }

  /** A track whose start went unanswered counts as started. A telephone that took over is about to be announced. */
  function startTrack(offer: TrackOffer): Promise<unknown> {
    return unless(['alreadyStarted', 'speaksByPhone'], signalling.request('startTrack', offer));
  }

  async function pauseTrack(offer: TrackOffer): Promise<void> {
    const { source, isPaused } = offer;
    try {
      await signalling.request(isPaused ? 'pauseTrack' : 'resumeTrack', { source });
    } catch (error) {
      if (!isRefused(error, 'trackUnknown')) throw error;
      // The server stopped it for a telephone, which may be gone again by now.
      await startTrack(offer);
    }
  }

  /** One that is already gone counts as stopped. */
  function stopTrack(source: TrackSource): Promise<unknown> {
    return unless(['trackUnknown'], signalling.request('stopTrack', { source }));
  }

  function refresh(): void {
    if (!isStopped) update();
  }

  const unsubscribes = [
    local.media.subscribe(update),
    local.screen.subscribe(update),
    local.meeting.subscribe((state, before) => {
      if (isAudioByPhone(state) !== isAudioByPhone(before)) update();
    }),
  ];
  update();

  return {
    settled: () => queue,
    joined(offers) {
      isJoined = true;
      for (const { source, isPaused } of offers) reported.set(source, isPaused);
      update();
    },
    refresh,
    stop() {
      isStopped = true;
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}

async function unless(codes: RefusalCode[], request: Promise<unknown>): Promise<unknown> {
  try {
    return await request;
  } catch (error) {
    if (codes.some((code) => isRefused(error, code))) return undefined;
    throw error;
  }
}
