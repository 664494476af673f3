// Rings people up from meetings: within budgets and limits, each in the audit log, and hung up with its meeting.
import { randomUUID } from 'node:crypto';
import { parsePhoneNumber } from 'awesome-phonenumber';
import type { AuditActor } from '@distansmote/shared/auditApi.ts';
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Ringer, RingOrder, RingState } from '../calls/ringer.ts';
import { type Hold, LimitExceeded, type Limiter } from '../limits/limiter.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { RungState } from '../meetings/meetingState.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import { maskedNumber } from '../phone/maskedNumber.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { hasEnded, MeetingRings, type Ring } from './meetingRings.ts';
import { ringOf, RingsElsewhere, type RingServers, rungStateOf } from './ringsElsewhere.ts';
import { RungHere } from './rungHere.ts';
import type { RingBudgets } from './ringBudgets.ts';

export interface RingUpsDeps {
  /** Undefined where nothing can be rung. */
  ringer: Ringer | undefined;
  budgets: RingBudgets;
  limiter: Limiter;
  audit: Pick<AuditLog, 'recordAsync'>;
  /** A call is hung up this long after its answer. */
  maxMinutes: number;
  /** On one of several servers, told of the calls that the others ask about. */
  servers: ((rungHere: RungHere) => RingServers) | undefined;
}

/** A convener who rings. */
export interface RingingConvener {
  meeting: Meeting;
  space: Space;
  accountId: string;
  actor: AuditActor;
}

type Whom = Pick<RingOrder, 'to' | 'as' | 'digits'>;

/** Rung by this server. */
const BEGUN = {
  state: 'ringing',
  personId: undefined,
  ringing: undefined,
  nodeId: undefined,
} as const;

interface Started {
  meeting: Meeting;
  space: Space;
  actor: AuditActor;
  ring: Ring;
}

export class RingUps {
  readonly #deps: RingUpsDeps;
  /** An ended meeting is garbage-collected with its rings. */
  readonly #ofMeeting = new WeakMap<Meeting, MeetingRings>();

  readonly #rungHere = new RungHere();
  readonly #elsewhere: RingsElsewhere | undefined;

  constructor(deps: RingUpsDeps) {
    this.#deps = deps;
    const servers = deps.servers?.(this.#rungHere);
    this.#elsewhere = servers && new RingsElsewhere(servers);
  }

  /** Whether anything can be rung from here. */
  get isOn(): boolean {
    return this.#deps.ringer !== undefined;
  }

  callsOf(meeting: Meeting): RungCall[] {
    return this.#ofMeeting.get(meeting)?.calls ?? [];
  }

  /** Of that person's own telephone, while it is rung and they have not come in by it. */
  stateOfOwn(meeting: Meeting, person: Person): RungCall['state'] | undefined {
    const state = this.#ownOf(meeting, person)?.state;
    return state === 'entered' ? undefined : state;
  }

  /**
   * @returns the id by which it is known to conveners
   * @throws Refused `noDialOut`, `alreadyRinging`, `ringsAtOnce`, `ringsSpent`
   */
  async ringUp(convener: RingingConvener, whom: Whom): Promise<string> {
    const id = randomUUID();
    await this.#ringAs(convener, id, whom);
    return id;
  }

  /**
   * @param check whether that number or address may be rung
   * @throws Refused `ringGone`, as `check` does, and as `ringUp`
   */
  async ringAgain(
    convener: RingingConvener,
    id: string,
    check: (address: string) => void,
  ): Promise<void> {
    const ring = this.#find(convener.meeting, id);
    if (!hasEnded(ring.state) || ring.order.linkedTo !== undefined)
      throw new Refused('alreadyRinging');
    check(addressIn(ring.order));
    await this.#ringAs(convener, id, ring.order);
  }

  /**
   * Rings somebody's own telephone, which takes over their audio.
   * @param number E.164
   * @throws Refused as `ringUp`
   */
  async ringMe(
    { meeting, space, actor }: Omit<RingingConvener, 'accountId'>,
    person: Person,
    number: string,
  ): Promise<void> {
    const isRinging = () => this.#ownOf(meeting, person) !== undefined;
    if (isRinging()) throw new Refused('alreadyRinging');
    const hold = this.#hold('ownPhonesRinging', meeting);
    try {
      await this.#deps.budgets.chargeOwn(person.id, space, number);
      if (isRinging()) throw new Refused('alreadyRinging');
      // As in `#ringAs`.
      if (isOver(meeting) || meeting.find(person.id) !== person) throw new Refused('notJoined');
      const { name, profession } = person;
      const ring: Ring = {
        id: randomUUID(),
        order: {
          to: { type: 'phone', number },
          as: { name, profession },
          linkedTo: person.id,
          digits: undefined,
        },
        shownTo: maskedNumber(number),
        ...BEGUN,
      };
      this.#start({ meeting, space, actor, ring }, hold);
    } catch (error) {
      hold.release();
      throw error;
    }
  }

  /** Hangs up, or forgets one that has ended. @throws Refused `ringGone` */
  cancel(meeting: Meeting, id: string): void {
    const ring = this.#find(meeting, id);
    if (hasEnded(ring.state)) this.#of(meeting).remove(ring);
    else ring.ringing?.hangUp();
  }

  /** Hangs up what rings at that person's own number. */
  cancelOwn(meeting: Meeting, person: Person): void {
    const ring = this.#ownOf(meeting, person);
    if (ring !== undefined && ring.state !== 'entered') ring.ringing?.hangUp();
  }

  /** They have left on purpose, or were removed: who answers a number of theirs is not to come in for them. */
  left(meeting: Meeting, { id }: Person): void {
    for (const ring of this.#ofMeeting.get(meeting)?.all ?? [])
      if (ring.order.linkedTo === id && ring.state !== 'entered') ring.ringing?.hangUp();
  }

  /** @throws Refused `ringGone`, also for one that has not answered, or is somebody's own */
  sendDigits(meeting: Meeting, id: string, digits: string): void {
    const ring = this.#find(meeting, id);
    const isAnswered = ring.state === 'answered' || ring.state === 'entered';
    if (ring.order.linkedTo !== undefined || !isAnswered) throw new Refused('ringGone');
    ring.ringing?.sendDigits(digits);
  }

  /** The meeting is over, or another server's: then that one leads the calls on. */
  ended(meeting: Meeting, hasMoved: boolean): void {
    const rings = this.#ofMeeting.get(meeting);
    if (rings === undefined) return;
    rings.close();
    if (hasMoved) return;
    // Whoever is in it is told by the meeting.
    const isOpen = rings.all.filter(({ state }) => !hasEnded(state) && state !== 'entered');
    for (const { ringing } of isOpen) ringing?.hangUp();
  }

  /** What another server needs to go on with them. */
  stateOf(meeting: Meeting): RungState[] {
    const rings = this.#ofMeeting.get(meeting)?.all ?? [];
    return rings.map((ring) => rungStateOf(ring, this.#elsewhere?.nodeId));
  }

  /** As they were at the server from which the meeting comes, which may send a later state before anybody is here. */
  restore(meeting: Meeting, states: readonly RungState[]): void {
    if (meeting.closed || (states.length === 0 && !this.#ofMeeting.has(meeting))) return;
    const rings = this.#of(meeting);
    rings.replace(states.map(ringOf));
    for (const ring of rings.all) if (!hasEnded(ring.state)) this.#elsewhere?.lead(ring, rings);
  }

  async #ringAs(convener: RingingConvener, id: string, whom: Whom): Promise<void> {
    const { meeting, space, accountId, actor } = convener;
    const to = addressIn(whom);
    const isRinging = () => this.#of(meeting).all.some((one) => isOpenTo(one, to));
    if (isRinging()) throw new Refused('alreadyRinging');
    const hold = this.#hold('ringing', meeting);
    try {
      await this.#deps.budgets.charge(accountId, space, to);
      if (isRinging()) throw new Refused('alreadyRinging');
      // It may have ended, or moved, meanwhile.
      if (isOver(meeting)) throw new Refused('notJoined');
      const ring: Ring = {
        id,
        order: { to: whom.to, as: whom.as, linkedTo: undefined, digits: whom.digits },
        shownTo: shownAddress(whom),
        ...BEGUN,
      };
      this.#start({ meeting, space, actor, ring }, hold);
    } catch (error) {
      hold.release();
      throw error;
    }
  }

  #start({ meeting, space, actor, ring }: Started, hold: Hold): void {
    const { ringer, audit, maxMinutes } = this.#deps;
    if (ringer === undefined) throw new Refused('noDialOut');
    const rings = this.#of(meeting);
    let tooLong: NodeJS.Timeout | undefined;
    const subject = ring.order.as.name;
    const onState = (state: RingState) => {
      if (state.type === 'ringing') return;
      if (state.type === 'answered')
        tooLong ??= setTimeout(() => ring.ringing?.hangUp(), maxMinutes * 60_000).unref();
      if (state.type !== 'answered') hold.release();
      if (state.type === 'entered') ring.personId = state.personId;
      if (state.type !== 'ended') return rings.setState(ring, state.type);
      clearTimeout(tooLong);
      ring.ringing = undefined;
      this.#rungHere.ended(ring, state.why === 'hungUp');
      audit.recordAsync({ action: 'ringEnded', actor, space, subject, detail: state.why });
      if (state.why === 'hungUp') rings.remove(ring);
      else rings.setState(ring, state.why);
    };
    ring.ringing = ringer.ring({ ...ring.order, callId: meeting.callId }, onState);
    this.#rungHere.add(ring);
    const { to } = ring.order;
    audit.recordAsync({
      action: ring.order.linkedTo === undefined ? 'rungUp' : 'rungMe',
      actor,
      space,
      subject,
      detail: to.type === 'phone' ? maskedNumber(to.number) : to.uri,
    });
    rings.add(ring);
  }

  /** @throws Refused `noDialOut`, `ringsAtOnce` */
  #hold(name: 'ringing' | 'ownPhonesRinging', { callId }: Meeting): Hold {
    if (!this.isOn) throw new Refused('noDialOut');
    try {
      return this.#deps.limiter.acquire(name, { meeting: callId });
    } catch (error) {
      if (error instanceof LimitExceeded) throw new Refused('ringsAtOnce');
      throw error;
    }
  }

  #of(meeting: Meeting): MeetingRings {
    const known = this.#ofMeeting.get(meeting);
    if (known !== undefined) return known;
    const made = new MeetingRings(meeting);
    this.#ofMeeting.set(meeting, made);
    return made;
  }

  #find(meeting: Meeting, id: string): Ring {
    const ring = this.#of(meeting).find(id);
    if (ring === undefined) throw new Refused('ringGone');
    return ring;
  }

  #ownOf(meeting: Meeting, { id }: Person): Ring | undefined {
    const isOwn = ({ order, state }: Ring) => order.linkedTo === id && !hasEnded(state);
    return this.#ofMeeting.get(meeting)?.all.find(isOwn);
  }
}

/** Or another server has its last state, and would not know of a ring that begins now. */
const isOver = ({ closed, departure }: Meeting): boolean => closed || departure.isFrozen;

/** With spaces, so that it can be compared with what stands on paper. */
function shownAddress({ to }: Whom): string {
  if (to.type === 'room') return to.uri;
  return parsePhoneNumber(to.number).number?.international ?? to.number;
}

const addressIn = ({ to }: Pick<Whom, 'to'>): string => (to.type === 'phone' ? to.number : to.uri);

const isOpenTo = ({ order, state }: Ring, wanted: string): boolean =>
  !hasEnded(state) && addressIn(order) === wanted;
