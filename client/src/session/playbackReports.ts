// Knows whether each person's sound and picture really come out on this page, and tells them when that changes.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  VideoPlayback,
  PlaybackReport,
  AudioPlayback,
} from '@distansmote/shared/signalling/playback.ts';
import type { InboundCounts } from '../media/receiving.ts';
import type { MeetingStore, RemoteParticipant, RemoteTrack } from './meetingStore.ts';
import type { RemoteVideoOfSession } from './remoteVideo.ts';

const POLL_INTERVAL_MS = 2_000;
/** Silence is sent too, as a packet now and then (Opus DTX): so many looks without one are a fault. */
const LOOKS_WITHOUT = 3;

export interface PlaybackReportsDeps {
  meeting: MeetingStore;
  remoteVideo: Pick<RemoteVideoOfSession, 'isUnseen'>;
  counts(): Promise<InboundCounts>;
  /** The browser plays no sound before a click. */
  isSoundBlocked(): boolean;
  /** Another tab or window is in front: pictures may well stand still. */
  isHidden(): boolean;
  /** Rejects where they did not arrive. */
  send(reports: readonly PlaybackReport[]): Promise<unknown>;
}

export function startPlaybackReports(parts: PlaybackReportsDeps): () => void {
  /** Of each track: what it had counted to, and for how many looks it has not counted on. */
  const seen = new Map<string, { count: number; looksWithout: number }>();
  const told = new Map<ParticipantId, string>();

  /** Whether it counts on; undefined while that cannot be said yet. */
  function counts(track: RemoteTrack | undefined, count: number | undefined): boolean | undefined {
    const id = track?.mediaTrack?.id;
    if (id === undefined || count === undefined) return undefined;
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, { count, looksWithout: 0 });
      return undefined;
    }
    const looksWithout = count > before.count ? 0 : before.looksWithout + 1;
    seen.set(id, { count, looksWithout });
    if (looksWithout === 0) return true;
    return looksWithout >= LOOKS_WITHOUT ? false : undefined;
  }

  function soundOf({ id, tracks }: RemoteParticipant, inbound: InboundCounts): AudioPlayback {
    const { microphone } = tracks;
    const { suppressedIds, linkedPhone } = parts.meeting.getState();
    if (microphone === undefined || microphone.isPaused) return 'unknown';
    // Of so many voices at once the server does not pass this one on.
    if (suppressedIds.includes(id)) return 'unknown';
    // That hears all that is sent.
    if (linkedPhone !== null) return 'played';
    if (parts.isSoundBlocked()) return 'blocked';
    const count = inbound.get(microphone.mediaTrack?.id ?? '')?.packetsReceived;
    const counting = counts(microphone, count);
    if (counting === undefined) return 'unknown';
    return counting ? 'played' : 'notReceived';
  }

  function pictureOf({ id, tracks }: RemoteParticipant, inbound: InboundCounts): VideoPlayback {
    const { camera } = tracks;
    if (camera === undefined || camera.isPaused) return 'unknown';
    if (parts.meeting.getState().remoteVideo !== 'shown') return 'turnedOff';
    if (parts.remoteVideo.isUnseen(id)) return parts.isHidden() ? 'hidden' : 'unknown';
    const count = inbound.get(camera.mediaTrack?.id ?? '')?.framesDecoded;
    const counting = counts(camera, count);
    if (parts.isHidden()) return 'hidden';
    if (counting === undefined) return 'unknown';
    return counting ? 'shown' : 'notReceived';
  }

  async function look(): Promise<void> {
    const inbound = await parts.counts();
    const reports: PlaybackReport[] = [];
    for (const other of parts.meeting.getState().others) {
      const sound = soundOf(other, inbound);
      const picture = pictureOf(other, inbound);
      const known = `${sound} ${picture}`;
      // Between two looks nothing is known for a moment; what was known stands.
      const isUndecided =
        (sound === 'unknown' && isSent(other.tracks.microphone)) ||
        (picture === 'unknown' && isSent(other.tracks.camera));
      if (isUndecided || told.get(other.id) === known) continue;
      told.set(other.id, known);
      reports.push({ of: other.id, sound, picture });
    }
    if (reports.length === 0) return;
    await parts.send(reports).catch(() => {
      // Said again at the next look.
      for (const { of } of reports) told.delete(of);
    });
  }

  const timer = setInterval(() => void look().catch(() => undefined), POLL_INTERVAL_MS);
  return () => clearInterval(timer);
}

const isSent = (track: RemoteTrack | undefined) => track !== undefined && !track.isPaused;
