// A person in a meeting: one id, name, hand and microphone, with one or more legs.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { areSameRole, type Role } from '@distansmote/shared/signalling/role.ts';
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
  /** For a caller: the masked number, until a convener names them. */
  name: string;
  profession: string;
  /** Who sits beside them; absent when they are alone. */
  companions?: string[];
  /** What they say that they do for the others; absent when nothing. */
  role?: Role;
}

/** What is known of somebody when they join. Rejoining replaces it. */
export interface Identity extends PersonName {
  isConvener: boolean;
  /** Looks the account up again: it may have been closed, or the right withdrawn, during the meeting. */
  canModerate(): Promise<boolean>;
  /**
   * The address of somebody who joined with the call ID alone; undefined when the link, an account or a convener
   * vouches for them.
   */
  strangerFrom: string | undefined;
  /** The same in every tab of a browser; undefined when it isn't recognised, and for other kinds of leg. */
  browserId: string | undefined;
}

export class Person {
  readonly id: ParticipantId;
  readonly microphone: Microphone;
  /** Milliseconds since 1970; null while the hand is down. */
  handRaisedAt: number | null = null;
  /** As they have said themselves; undefined until they do. */
  signs: boolean | undefined;
  /** As others see it: numbered when two people have the same name. */
  displayName: string;
  /** At the server that the meeting came from: by telephone alone they are none here, and keep the name of one. */
  wasConvener = false;
  #identity: Identity;
  /** By a convener; null: they have none. Undefined where no convener has said anything of it. */
  #givenRole: Role | null | undefined;
  #isRoleTaken = false;
  /** At most one of each kind. A leg that takes over the audio comes last. */
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

  /** Those who sit beside them, at the same leg. */
  get companions(): readonly string[] {
    return this.#identity.companions ?? [];
  }

  /** As a convener says, or else they themselves. */
  get role(): Role | undefined {
    return this.#givenRole === undefined ? this.#identity.role : (this.#givenRole ?? undefined);
  }

  /** Null where a convener has taken it away, undefined where none has said anything of it. */
  get givenRole(): Role | null | undefined {
    return this.#givenRole;
  }

  get hasGivenRole(): boolean {
    return this.#givenRole !== undefined && this.#givenRole !== null;
  }

  /** A convener has taken their role away, and none has given them one since. */
  get isRoleTaken(): boolean {
    return this.#isRoleTaken;
  }

  get isConvener(): boolean {
    return this.#identity.isConvener;
  }

  /** Uses a sign language in this meeting. */
  get isSigning(): boolean {
    return this.signs ?? this.role?.type === 'signLanguageInterpreter';
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

  /** The kind of leg that others see. */
  get kind(): ParticipantKind {
    return this.primaryLeg?.kind ?? 'browser';
  }

  get primaryLeg(): Leg | undefined {
    return this.#legs[0];
  }

  /** The leg that carries the audio instead of the primary one; undefined when there is only one leg. */
  get linkedLeg(): Leg | undefined {
    return this.#legs[1];
  }

  /** The leg that carries the audio. */
  get audioLeg(): Leg | undefined {
    return this.linkedLeg ?? this.primaryLeg;
  }

  get sentTracks(): SentTrack[] {
    return this.#legs.flatMap((leg) => [...leg.sentTracks]);
  }

  /** Undefined when no microphone is sent. */
  get microphoneTrack(): SentTrack | undefined {
    return this.sentTracks.find(({ source }) => source === 'microphone');
  }

  /** After a handover back to the primary leg its microphone stays off until the person turns it on. */
  get isLeftOff(): boolean {
    return this.audioLeg?.capabilities.takesOverAudio === false && !this.microphone.isTurned;
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
    this.wasConvener = false;
  }

  /** @returns false when they typed their own name, which stays. */
  rename(name: string): boolean {
    if (this.#legs.some(({ capabilities }) => capabilities.namesItself)) return false;
    this.#identity = { ...this.#identity, name };
    return true;
  }

  /** Whoever chooses another role has it from now on; what a convener has said outlasts a mended name. */
  renameSelf(names: PersonName): void {
    if (!areSameRole(this.role, names.role)) this.#givenRole = undefined;
    const { companions: _companions, role: _role, ...rest } = this.#identity;
    this.#identity = { ...rest, ...names };
  }

  /** By a convener. */
  giveRole(role: Role | null): void {
    this.#givenRole = role;
    this.#isRoleTaken = role === null;
  }

  /** Looks the account up again. If they join again meanwhile, possibly with another account, that one counts. */
  async canModerate(): Promise<boolean> {
    const { canModerate } = this.#identity;
    const isAllowed = await canModerate();
    return this.#identity.canModerate === canModerate ? isAllowed : this.canModerate();
  }

  /** @returns whether they were a convener. */
  loseModeration(): boolean {
    const wasConvener = this.isConvener;
    this.#identity = { ...this.#identity, isConvener: false };
    return wasConvener;
  }

  /** The primary leg is gone, and with it the right to moderate: a linked leg has none. */
  losePrimaryLeg(): void {
    this.#identity = { ...this.#identity, isConvener: false, strangerFrom: undefined };
  }

  tell(event: MeetingEvent): void {
    for (const leg of this.#legs) leg.tell(event);
  }

  /** The participant as shown to others. */
  describe(): ParticipantDescription {
    const pictureLimit = this.primaryLeg?.pictureLimit;
    const { companions } = this.#identity;
    const { role } = this;
    return {
      id: this.id,
      kind: this.kind,
      name: this.displayName,
      profession: this.profession,
      isConvener: this.isConvener,
      connection: this.primaryLeg?.connectionQuality ?? 'good',
      speaksByPhone: this.linkedLeg !== undefined,
      handRaisedAt: this.handRaisedAt,
      ...(pictureLimit !== undefined && { pictureLimit }),
      ...(companions !== undefined && { companions }),
      ...(this.isSigning && { isSigning: true }),
      ...(role !== undefined && { role }),
    };
  }

  /** The linked phone, as the page is told of it; null when there is none. */
  describeLinkedPhone(): LinkedPhone | null {
    if (this.linkedLeg === undefined) return null;
    const { isMuted, isTurned } = this.microphone;
    return { isMuted, isTurned };
  }
}
