// A leg: one way of being in a meeting. What a meeting uses of a browser, a telephone or a room system.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  ConnectionQuality,
  ParticipantKind,
  PictureLimit,
} from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from './events.ts';

interface LegCapabilities {
  /** Can show chat messages. */
  readsChat: boolean;
  /** Can show real-time text. */
  readsText: boolean;
  /** The person typed their own name, so nobody else may change it. */
  namesItself: boolean;
  /** Carries the person's audio in both directions when they also have another leg. */
  takesOverAudio: boolean;
  /** Gets ready at another server before its meeting goes there. Any other leg just enters there. */
  getsReady: boolean;
}

export interface Leg {
  /** The person's id, also before they have joined. */
  readonly personId: ParticipantId;
  readonly kind: ParticipantKind;
  readonly capabilities: LegCapabilities;
  /**
   * A second id under which the same client would return, such as one derived from a telephone number. Removing the
   * person bars this id as well.
   */
  readonly aliasId: ParticipantId | undefined;
  readonly sentTracks: Iterable<SentTrack>;
  readonly connectionQuality: ConnectionQuality;
  /** Only of kinds whose pictures the server makes. */
  readonly pictureLimit?: PictureLimit | undefined;
  /** The person is present by this leg from now on: what it has prepared starts to flow. */
  start(): void;
  tell(event: MeetingEvent): void;
  /** Makes another person's new track heard or seen. Not awaited. */
  offer(track: SentTrack): void;
  /** Whether others' audio is forwarded to this leg; false while another leg of the person carries it. */
  setAudioForwarding(isForwarding: boolean): void;
  /** Frees its resources. The meeting has already forgotten it. */
  close(): void;
}
