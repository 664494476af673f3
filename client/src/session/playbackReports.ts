// Checks whether each person's audio and video are really played here, and reports to them when that changes.
import { isPictureShown } from './isPictureShown.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  VideoPlayback,
  PlaybackReport,
  AudioPlayback,
} from '@distansmote/shared/signalling/playback.ts';
import type { InboundCounts } from '../media/receiving.ts';
import type { MeetingStore, RemoteParticipant, RemoteTrack } from './meetingStore.ts';

const POLL_INTERVAL_MS = 2_000;
/** Silence is sent too, as an occasional packet (Opus DTX): this many polls without any is a fault. */
const FAULT_AFTER_POLLS = 3;

export interface PlaybackReportsDeps {
  meeting: MeetingStore;
  counts(): Promise<InboundCounts>;
  /** That person's tile is out of view, so their video is not sent here. */
  isUnseen(id: ParticipantId): boolean;
  /** The browser's autoplay policy blocks sound until a click. */
  isSoundBlocked(): boolean;
  isAudioByPhone(): boolean;
  /** Another tab or window is in front, so frozen video is normal. */
  isHidden(): boolean;
  /** Somebody is seen in a small window, also while the page is hidden. */
  isSmallWindowOpen(): boolean;
  /** Rejects if the server did not receive them. */
  send(reports: readonly PlaybackReport[]): Promise<unknown>;
}

export function startPlaybackReports(parts: PlaybackReportsDeps): () => void {
  /** Per track: its counter at the last poll, and for how many polls it has not grown. */
  const seen = new Map<string, { count: number; pollsWithout: number }>();
  const reported = new Map<ParticipantId, string>();

  /** Whether the counter grows; undefined while it is too early to tell. */
  function counts(track: RemoteTrack | undefined, count: number | undefined): boolean | undefined {
    const id = track?.mediaTrack?.id;
    if (id === undefined || count === undefined) return undefined;
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, { count, pollsWithout: 0 });
      return undefined;
    }
    const pollsWithout = count > before.count ? 0 : before.pollsWithout + 1;
    seen.set(id, { count, pollsWithout });
    if (pollsWithout === 0) return true;
    return pollsWithout >= FAULT_AFTER_POLLS ? false : undefined;
  }

  function soundOf({ id, tracks }: RemoteParticipant, inbound: InboundCounts): AudioPlayback {
    const { microphone } = tracks;
    if (microphone === undefined || microphone.isPaused) return 'unknown';
    // The server suppresses this one because so many people speak at once.
    if (parts.meeting.getState().suppressedIds.includes(id)) return 'unknown';
    // By telephone everything that is sent is heard.
    if (parts.isAudioByPhone()) return 'played';
    if (parts.isSoundBlocked()) return 'blocked';
    const count = inbound.get(microphone.mediaTrack?.id ?? '')?.packetsReceived;
    const counting = counts(microphone, count);
    if (counting === undefined) return 'unknown';
    return counting ? 'played' : 'notReceived';
  }

  function pictureOf(participant: RemoteParticipant, inbound: InboundCounts): VideoPlayback {
    const { id, tracks } = participant;
    const { camera } = tracks;
    if (camera === undefined || camera.isPaused) return 'unknown';
    if (!isPictureShown(parts.meeting.getState().remoteVideo, participant)) return 'turnedOff';
    if (parts.isUnseen(id)) return parts.isHidden() ? 'hidden' : 'unknown';
    const count = inbound.get(camera.mediaTrack?.id ?? '')?.framesDecoded;
    const counting = counts(camera, count);
    if (parts.isHidden() && !parts.isSmallWindowOpen()) return 'hidden';
    if (counting === undefined) return 'unknown';
    return counting ? 'shown' : 'notReceived';
  }

  async function poll(): Promise<void> {
    const inbound = await parts.counts();
    const reports: PlaybackReport[] = [];
    for (const other of parts.meeting.getState().others) {
      const sound = soundOf(other, inbound);
      const picture = pictureOf(other, inbound);
      const known = `${sound} ${picture}`;
      // Between two polls the result may be unknown for a moment; the last report stands.
      const isUndecided =
        (sound === 'unknown' && isSent(other.tracks.microphone)) ||
        (picture === 'unknown' && isSent(other.tracks.camera));
      if (isUndecided || reported.get(other.id) === known) continue;
      reported.set(other.id, known);
      reports.push({ of: other.id, sound, picture });
    }
    if (reports.length === 0) return;
    await parts.send(reports).catch(() => {
      // Sent again after the next poll.
      for (const { of } of reports) reported.delete(of);
    });
  }

  const timer = setInterval(() => void poll().catch(() => undefined), POLL_INTERVAL_MS);
  return () => clearInterval(timer);
}

const isSent = (track: RemoteTrack | undefined) => track !== undefined && !track.isPaused;
