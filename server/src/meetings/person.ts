// Somebody in a meeting: one id, one name, one hand and one microphone, by however many legs they are there.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type {
  LinkedPhone,
  ParticipantDescription,
  ParticipantKind,
} from '@distansmote/shared/signalling/shapes.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from './events.ts';
import type { Leg } from './leg.ts';
import { Microphone } from './microphone.ts';

export interface PersonName {
  /** Of who rings: a masked number, unless a convener has said who it is. */
  name: string;
  profession: string;
}

/** What is known of somebody when they join; what they join by again replaces it. */
export interface Identity extends PersonName {
  isConvener: boolean;
  /** Asks anew: an account may be closed, and a colleague's right be taken back, during the meeting. */
  canModerate(): Promise<boolean>;
  /** The address of who came by the number alone; undefined where the link, an account or a convener vouches. */
  strangerFrom: string | undefined;
  /** The same in each tab of a browser; undefined where it is not known again, and of all but browsers. */
  browserId: string | undefined;
}

export class Person {
  readonly id: ParticipantId;
  readonly microphone: Microphone;
  /** In milliseconds since 1970; null while the hand is down. */
  handRaisedAt: number | null = null;
  /** As the others see it: numbered, where two have the same. */
  displayName: string;
  #identity: Identity;
  /** One of each kind at most; a leg that takes over the audio stands last. */
  #legs: Leg[] = [];

  constructor(id: ParticipantId, identity: Identity, microphone = new Microphone()) {
    this.id = id;
    this.#identity = identity;
    this.microphone = microphone;
    this.displayName = identity.name;
  }

  get name(): string {
    return this.#identity.name;
  }

  get profession(): string {
    return this.#identity.profession;
  }

  get isConvener(): boolean {
    return this.#identity.isConvener;
  }

  get strangerFrom(): string | undefined {
    return this.#identity.strangerFrom;
  }

  get browserId(): string | undefined {
    return this.#identity.browserId;
  }

  get legs(): readonly Leg[] {
    return this.#legs;
  }

  /** By which the others see them. */
  get kind(): ParticipantKind {
    return this.primaryLeg?.kind ?? 'browser';
  }

  get primaryLeg(): Leg | undefined {
    return this.#legs[0];
  }

  /** The leg that carries the audio in place of the primary one; undefined where there is but one leg. */
  get linkedLeg(): Leg | undefined {
    return this.#legs[1];
  }

  get sentTracks(): SentTrack[] {
    return this.#legs.flatMap((leg) => [...leg.sentTracks]);
  }

  /** Undefined where none is sent. */
  get microphoneTrack(): SentTrack | undefined {
    return this.sentTracks.find(({ source }) => source === 'microphone');
  }

  get readsChat(): boolean {
    return this.#legs.some(({ capabilities }) => capabilities.readsChat);
  }

  legOf(kind: ParticipantKind): Leg | undefined {
    return this.#legs.find((leg) => leg.kind === kind);
  }

  addLeg(leg: Leg): void {
    if (leg.capabilities.takesOverAudio) this.#legs.push(leg);
    else this.#legs.unshift(leg);
  }

  removeLeg(leg: Leg): void {
    this.#legs = this.#legs.filter((one) => one !== leg);
  }

  joinAgain(identity: Identity): void {
    this.#identity = identity;
  }

  /** @returns false where they gave their name themselves, which stays. */
  rename(name: string): boolean {
    if (this.#legs.some(({ capabilities }) => capabilities.namesItself)) return false;
    this.#identity = { ...this.#identity, name };
    return true;
  }

  /** Asked anew. */
  canModerate(): Promise<boolean> {
    return this.#identity.canModerate();
  }

  /** @returns whether they were a convener until now. */
  loseModeration(): boolean {
    const wasConvener = this.isConvener;
    this.#identity = { ...this.#identity, isConvener: false };
    return wasConvener;
  }

  /** The page is gone, and with it the right to moderate, which no telephone has. */
  losePage(): void {
    this.#identity = { ...this.#identity, isConvener: false, strangerFrom: undefined };
  }

  tell(event: MeetingEvent): void {
    for (const leg of this.#legs) leg.tell(event);
  }

  describe(): ParticipantDescription {
    return {
      id: this.id,
      kind: this.kind,
      name: this.displayName,
      profession: this.profession,
      isConvener: this.isConvener,
      connection: this.primaryLeg?.connectionQuality ?? 'good',
      speaksByPhone: this.linkedLeg !== undefined,
      handRaisedAt: this.handRaisedAt,
    };
  }

  /** As their page is told of the telephone that carries the audio; null where none does. */
  describeLinkedPhone(): LinkedPhone | null {
    if (this.linkedLeg === undefined) return null;
    const { isMuted, isTurned } = this.microphone;
    return { isMuted, isTurned };
  }
}
