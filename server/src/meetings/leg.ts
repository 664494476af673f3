// What a meeting needs of anyone in it, whatever they came by.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type {
  ParticipantDescription,
  ParticipantKind,
} from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';

export interface Participant {
  readonly id: ParticipantId;
  /** What they came by. */
  readonly kind: ParticipantKind;
  /** @throws when the participant has not said a name yet, that is, is still waiting. */
  describe(): Omit<ParticipantDescription, 'handRaisedAt' | 'speaksByPhone'>;
  readonly sentTracks: Iterable<SentTrack>;
  /** Leads the meeting, as far as is known. */
  readonly isConvener: boolean;
  /** The address of whoever came by the mere number; undefined where the link, an account or a convener vouches. */
  readonly strangerFrom: string | undefined;
  /** The same in each tab of a browser; undefined where it is not known again, and of all but browsers. */
  readonly browserId: string | undefined;
  /** Looked up anew: an account may be closed, and a colleague's right be taken back, in mid-meeting. */
  leadsStill(): Promise<boolean>;
  /** Of one who could not say a name; false where the name is their own. */
  rename(name: string): boolean;
  tell(notice: Notice): void;
  /** Somebody's track has started: make it heard or seen. Not waited for. */
  offer(track: SentTrack): void;
  /** The sound comes by a telephone of one's own, so that none need be passed on here. */
  setHearsByPhone(hearsByPhone: boolean): void;
  /** Frees all that this participant holds. The meeting has forgotten it already. */
  close(): void;
}

/** Why a telephone no longer speaks for its person. */
export type LetGoReason = 'soundTakenBack' | 'youLeft' | 'otherPhone';

/** As the others see whoever is there by telephone. */
export interface PhonePerson {
  /** A masked number, unless somebody has said who it is. */
  name: string;
  profession: string;
}

/** May be there for itself, or as the **own phone** of somebody in a browser, under their id. */
export interface Telephone extends Participant {
  readonly kind: 'phone';
  /** By which it is known when it rings for itself; undefined where its number is not shown. */
  readonly numberId: ParticipantId | undefined;
  /** By the page of its person. */
  setMuted(isMuted: boolean): void;
  /** Its person, under the name that they have now, is here by it alone from now on. */
  browserGone(person: PhonePerson): void;
  /** Hangs up, and says why. The meeting has forgotten it already. */
  letGo(reason: LetGoReason): void;
}

export const isTelephone = (participant: Participant): participant is Telephone =>
  participant.kind === 'phone';
