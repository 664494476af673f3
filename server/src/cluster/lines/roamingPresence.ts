// A call's place in its meeting, at whichever server holds that: goes after a meeting that is, or goes, elsewhere.
import { setTimeout as pause } from 'node:timers/promises';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { ConnectionQuality, PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { PictureState } from '../../calls/callPicture.ts';
import type { CallPresence } from '../../calls/callPresence.ts';
import type { KnownCaller } from '../../calls/callEntrant.ts';
import type { CallerIdentity } from '../../calls/callerIdentity.ts';
import type { EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { Goal, Presence, PresenceListener } from '../../calls/presence.ts';
import { Microphone } from '../../meetings/microphone.ts';
import type { Log } from '../../platform/log.ts';
import type { EndpointKey } from '../../sound/audioMessages.ts';
import type { AwayCalls } from './awayCalls.ts';
import { abroad, knownHere } from './knownAbroad.ts';
import type { CallInMeeting, EnterRequest } from './lineMessages.ts';

/** Two servers may have to be given up, each after five seconds of silence. */
const PATIENCE_MS = 15_000;
const RETRY_MS = 200;
/** Longer silence in the meeting is explained. */
const ONE_MOMENT_AFTER_MS = 1_000;

const NOWHERE = { type: 'elsewhere' } as const;

export interface RoamingDeps {
  key: EndpointKey;
  identity: CallerIdentity;
  /** Its place in meetings that this server holds. */
  here: CallPresence;
  listener: PresenceListener;
  /** @throws Error if the server that holds the meeting is not reached now. */
  placeOf(callId: CallId): Promise<'here' | AwayCalls>;
  /** As `RoamingCall`. */
  pictureState: PictureState | undefined;
  pictureLimit: PictureLimit | undefined;
  log: Log;
}

type Entered = EnterResult | { type: 'elsewhere' };

/** A meeting that another server holds. */
interface Elsewhere {
  /** How it is entered. */
  goal: Goal;
  /** The calls of that server among which it is, or asks to be. */
  calls: AwayCalls | undefined;
  /** There, in the meeting or its lobby; otherwise on its way. */
  isIn: boolean;
}

export class RoamingPresence implements Presence {
  readonly #deps: RoamingDeps;
  #line: EnterRequest['line'] = { isListening: true, isReached: true, quality: 'good' };
  #picture: PictureState | undefined;
  #elsewhere: Elsewhere | undefined;
  /** The call says goodbye, or is over: what is on its way in goes on to no other server. */
  #isOver = false;

  constructor(deps: RoamingDeps) {
    this.#deps = deps;
    this.#picture = deps.pictureState;
  }

  get isMuted(): boolean {
    const elsewhere = this.#elsewhere;
    if (elsewhere === undefined) return this.#deps.here.isMuted;
    return this.#whereabouts(elsewhere).known?.microphone?.isMuted === true;
  }

  get isHandRaised(): boolean {
    const elsewhere = this.#elsewhere;
    if (elsewhere === undefined) return this.#deps.here.isHandRaised;
    return this.#whereabouts(elsewhere).isHandRaised;
  }

  get headcount(): number {
    const { key, here } = this.#deps;
    if (this.#elsewhere === undefined) return here.headcount;
    return this.#elsewhere.calls?.stateOf(key).headcount ?? 1;
  }

  async enter(callId: CallId, pin: string | undefined): Promise<EnterResult> {
    const entered = await this.#deps.here.enterHere(callId, pin);
    if (entered.type !== 'elsewhere') return entered;
    return this.#follow({ callId, known: entered.known, isHandRaised: false, wasWaiting: false });
  }

  async enterAs(callId: CallId, known: KnownCaller): Promise<EnterResult> {
    const goal = { callId, known, isHandRaised: false, wasWaiting: false };
    const entered = await this.#deps.here.enterAt(goal);
    return entered.type === 'elsewhere' ? this.#follow(goal) : entered;
  }

  /** The meeting that it was in, or in whose lobby, is at another server by now. */
  async enterAnew(goal: Goal): Promise<void> {
    const { listener } = this.#deps;
    const notice = setTimeout(() => listener.enteringAnew(), ONE_MOMENT_AFTER_MS);
    const result = await this.#follow(goal);
    clearTimeout(notice);
    const wasMuted = goal.known?.microphone?.isMuted === true;
    if (result.type === 'entered') {
      if (goal.wasWaiting) listener.admitted(result.others);
      else listener.othersChanged(result.others);
      if (this.isMuted !== wasMuted) listener.microphoneChanged(this.isMuted, false);
    } else if (result.type === 'waiting' && goal.wasWaiting)
      listener.convenerPresenceChanged(result.isConvenerThere);
    else if (result.type === 'removed') listener.removed();
    else listener.ended(result.type === 'unknown' ? 'spaceDeleted' : 'moved');
  }

  leave(reason: LeaveReason): void {
    this.#isOver = true;
    const elsewhere = this.#elsewhere;
    this.#elsewhere = undefined;
    elsewhere?.calls?.leave(this.#deps.key, reason);
    this.#deps.here.leave(reason);
  }

  close(reason: LeaveReason): void {
    this.leave(reason);
    this.#deps.here.close(reason);
  }

  setMuted(isMuted: boolean): void {
    const { key, here, listener } = this.#deps;
    const elsewhere = this.#elsewhere;
    if (elsewhere === undefined) here.setMuted(isMuted);
    else if (elsewhere.isIn) elsewhere.calls?.change({ type: 'setMuted', call: key, isMuted });
    else if (elsewhere.goal.known !== undefined) {
      const known = { ...elsewhere.goal.known, microphone: new Microphone(isMuted) };
      elsewhere.goal = { ...elsewhere.goal, known };
      listener.microphoneChanged(isMuted, false);
    }
  }

  setHandRaised(isRaised: boolean): void {
    const { key, here, listener } = this.#deps;
    const elsewhere = this.#elsewhere;
    if (elsewhere === undefined) here.setHandRaised(isRaised);
    else if (elsewhere.isIn)
      elsewhere.calls?.change({ type: 'setHandRaised', call: key, isRaised });
    else {
      elsewhere.goal = { ...elsewhere.goal, isHandRaised: isRaised };
      if (!isRaised) listener.handLowered();
    }
  }

  setConnectionQuality(quality: ConnectionQuality): void {
    this.#deps.here.setConnectionQuality(quality);
    this.#lineChanged({ quality });
  }

  setListening(isListening: boolean): void {
    this.#deps.here.setListening(isListening);
    this.#lineChanged({ isListening });
  }

  setReached(isReached: boolean): void {
    this.#deps.here.setReached(isReached);
    this.#lineChanged({ isReached });
  }

  setPicture(state: PictureState): void {
    this.#deps.here.setPicture(state);
    this.#picture = state;
    this.#elsewhere?.calls?.change({ type: 'picture', call: this.#deps.key, state });
  }

  writeText(text: string): void {
    const { key, here } = this.#deps;
    const elsewhere = this.#elsewhere;
    if (elsewhere === undefined) return here.writeText(text);
    // On the way to another server nobody reads it.
    if (elsewhere.isIn && elsewhere.calls?.stateOf(key).takesText === true)
      elsewhere.calls.change({ type: 'writeText', call: key, text });
  }

  setWideband(isWideband: boolean): void {
    this.#deps.here.setWideband(isWideband);
    this.#lineChanged({ isWideband });
  }

  setReadsText(readsText: boolean): void {
    this.#deps.here.setReadsText(readsText);
    this.#lineChanged({ readsText });
  }

  #lineChanged(line: Partial<EnterRequest['line']>): void {
    this.#line = { ...this.#line, ...line };
    this.#elsewhere?.calls?.change({ type: 'line', call: this.#deps.key, line });
  }

  /** Until it is in, or refused, or no server has taken it for so long. */
  async #follow(goal: Goal): Promise<EnterResult> {
    if (this.#isOver) return { type: 'unavailable' };
    const elsewhere: Elsewhere = { goal, calls: undefined, isIn: false };
    this.#elsewhere = elsewhere;
    const until = performance.now() + PATIENCE_MS;
    let result: Entered = NOWHERE;
    while (this.#elsewhere === elsewhere && performance.now() < until) {
      result = await this.#enterWhereItIs(elsewhere);
      if (result.type !== 'elsewhere') break;
      await pause(RETRY_MS);
    }
    if (!elsewhere.isIn && this.#elsewhere === elsewhere) this.#elsewhere = undefined;
    return result.type === 'elsewhere' ? { type: 'unavailable' } : result;
  }

  async #enterWhereItIs(elsewhere: Elsewhere): Promise<Entered> {
    const { key, identity, placeOf, pictureLimit, log } = this.#deps;
    const { callId } = elsewhere.goal;
    try {
      const place = await placeOf(callId);
      const { goal } = elsewhere;
      // The caller has hung up, or says goodbye.
      if (this.#elsewhere !== elsewhere) return { type: 'unavailable' };
      if (place === 'here') return await this.#enterHere(elsewhere);
      elsewhere.calls = place;
      const known = goal.known && abroad(goal.known);
      const result = await place.enter(
        key,
        {
          identity,
          goal: { ...goal, known },
          picture: this.#picture,
          pictureLimit,
          line: this.#line,
        },
        { told: this.#deps.listener, lost: (state) => this.#lost(elsewhere, state) },
      );
      elsewhere.isIn = result.type === 'entered' || result.type === 'waiting';
      if (elsewhere.isIn) this.#catchUp(elsewhere, goal);
      return result;
    } catch (error) {
      log.debug({ err: error }, 'a call has not reached its meeting yet');
      return NOWHERE;
    }
  }

  async #enterHere(elsewhere: Elsewhere): Promise<Entered> {
    const { goal } = elsewhere;
    const result = await this.#deps.here.enterAt(goal);
    if (result.type === 'entered' && this.#elsewhere === elsewhere) {
      this.#elsewhere = undefined;
      this.#catchUp(elsewhere, goal);
    }
    return result;
  }

  /** With what the caller has keyed on the way. */
  #catchUp({ goal }: Elsewhere, entered: Goal): void {
    const isMuted = goal.known?.microphone?.isMuted;
    if (isMuted !== undefined && isMuted !== entered.known?.microphone?.isMuted)
      this.setMuted(isMuted);
    if (goal.isHandRaised !== entered.isHandRaised) this.setHandRaised(goal.isHandRaised);
  }

  #lost(elsewhere: Elsewhere, { known: person, guestId, isHandRaised }: CallInMeeting): void {
    if (this.#elsewhere !== elsewhere) return;
    const { callId, known: former } = elsewhere.goal;
    const wasWaiting = person === undefined;
    // Who waits asks anew; by a PIN, as its owner.
    const asWaiting = former?.isLinked === true ? former : undefined;
    const known = wasWaiting ? asWaiting : knownHere(person);
    void this.enterAnew({ callId, known, guestId, isHandRaised, wasWaiting });
  }

  #whereabouts({ calls, isIn, goal }: Elsewhere): Pick<CallInMeeting, 'known' | 'isHandRaised'> {
    if (isIn && calls !== undefined) return calls.stateOf(this.#deps.key);
    return { isHandRaised: goal.isHandRaised, known: goal.known && abroad(goal.known) };
  }
}
