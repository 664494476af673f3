// A way by which a person is in a meeting: all that a meeting knows of browsers, telephones and room systems.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ConnectionQuality, ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from './events.ts';

interface LegCapabilities {
  /** Whoever is there by it can read what is written to them. */
  readsChat: boolean;
  /** The name was typed by the person: nobody else may change it. */
  namesItself: boolean;
  /** Carries the person's audio, both ways, wherever they have another leg beside it. */
  takesOverAudio: boolean;
}

export interface Leg {
  /** Whose it is, or will be once they have joined. */
  readonly personId: ParticipantId;
  readonly kind: ParticipantKind;
  readonly capabilities: LegCapabilities;
  /**
   * Another id by which whoever comes by it would be known when they come again, such as that of a telephone number.
   * Who is removed is removed by that as well.
   */
  readonly aliasId: ParticipantId | undefined;
  readonly sentTracks: Iterable<SentTrack>;
  readonly connectionQuality: ConnectionQuality;
  tell(event: MeetingEvent): void;
  /** Somebody's track has started: make it heard or seen. Not waited for. */
  offer(track: SentTrack): void;
  /** Whether others' audio is forwarded to it; false while another leg of the person carries the audio. */
  setAudioForwarding(isForwarding: boolean): void;
  /** Frees all that it holds. The meeting has forgotten it already. */
  close(): void;
}
