// The calls of this server that are in meetings of one other server: says there what they do, and hears what happens.
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { PresenceListener } from '../../calls/presence.ts';
import type { EnterResult } from '../../calls/ivr/ivrDeps.ts';
import type { LoadLevel } from '../../picture/loadLevel.ts';
import type { CompositionKey } from '../../picture/pictureKeys.ts';
import type { CallEngines } from '../../calls/roaming.ts';
import type { Log } from '../../platform/log.ts';
import type { EndpointKey } from '../../sound/audioMessages.ts';
import { LineEngines } from './lineEngines.ts';
import type { LineLink } from './lineLink.ts';
import type { CallInMeeting, EnterRequest, Happened, ToHolder, ToLine } from './lineMessages.ts';
import { tellPresence } from './presenceEvents.ts';

type Of<Type extends ToHolder['type']> = Extract<ToHolder, { type: Type }>;

type AwayResult = EnterResult | { type: 'elsewhere' };
/** How it is connected, and what it does. */
export type Change = Of<'setMuted' | 'setHandRaised' | 'line' | 'picture' | 'writeText'>;

export interface AwayListener {
  told: PresenceListener;
  /**
   * It has to be entered anew: that server is gone, or holds the meeting no more.
   * @param state as it was last
   */
  lost(state: CallInMeeting): void;
}

/** One call, as it is there. */
interface AwayCall {
  listener: AwayListener;
  /** Of its entry: an answer to an earlier one comes too late. */
  number: number;
  /** Undefined once it has entered. */
  entered: ((result: AwayResult) => void) | undefined;
  state: CallInMeeting;
}

/** After these it only says goodbye: whatever becomes of that server then, it is not entered anew. */
const LAST: ReadonlySet<Happened['type']> = new Set<Happened['type']>([
  'denied',
  'released',
  'removed',
  'ended',
]);

/** An entry takes milliseconds, with a slow database seconds. */
const ANSWER_MS = 8_000;

const OUTSIDE: CallInMeeting = {
  headcount: 1,
  isHandRaised: false,
  known: undefined,
  guestId: undefined,
};

export class AwayCalls {
  readonly #link: LineLink<ToHolder, ToLine>;
  readonly #engines: LineEngines;
  readonly #calls = new Map<EndpointKey, AwayCall>();
  readonly #onClosed: (closed: AwayCalls) => void;
  readonly #log: Log;
  #entryCount = 0;
  #isClosed = false;

  /** @param onClosed that server is gone, or the link has not been used for a while. Called once. */
  constructor(
    link: LineLink<ToHolder, ToLine>,
    {
      engines,
      log,
      onClosed,
    }: { engines: CallEngines; log: Log; onClosed(closed: AwayCalls): void },
  ) {
    this.#link = link;
    this.#onClosed = onClosed;
    this.#log = log;
    const isAway = (endpoint: EndpointKey) => this.#calls.has(endpoint);
    this.#engines = new LineEngines({ link, engines, isAway, log });
    link.listen({
      onMessage: (message) => this.#received(message),
      onClosed: () => this.#closed(),
    });
  }

  get count(): number {
    return this.#calls.size;
  }

  /**
   * Never rejects. Until `leave` or `lost` the call is there, where the result is `entered` or `waiting`.
   * @returns `elsewhere` where that server has no answer or holds the meeting no more.
   */
  async enter(
    key: EndpointKey,
    request: EnterRequest,
    listener: AwayListener,
  ): Promise<AwayResult> {
    const number = (this.#entryCount += 1);
    const call: AwayCall = { listener, number, entered: undefined, state: OUTSIDE };
    this.#calls.set(key, call);
    this.#link.hold();
    let late: NodeJS.Timeout | undefined;
    const result = await new Promise<AwayResult>((resolve) => {
      call.entered = resolve;
      if (this.#isClosed) return resolve({ type: 'elsewhere' });
      this.#link.send({ type: 'enter', call: key, number, request });
      late = setTimeout(() => this.#giveUp(key, call), ANSWER_MS);
    });
    clearTimeout(late);
    call.entered = undefined;
    if (result.type !== 'entered' && result.type !== 'waiting') this.#forget(key, call);
    return result;
  }

  /** As the call is there, by what that server has said last. */
  stateOf(key: EndpointKey): CallInMeeting {
    return this.#calls.get(key)?.state ?? OUTSIDE;
  }

  change(change: Change): void {
    const call = this.#calls.get(change.call);
    if (call === undefined) return;
    // At once, as it is in a meeting here.
    if (change.type === 'setHandRaised')
      call.state = { ...call.state, isHandRaised: change.isRaised };
    this.#link.send(change);
  }

  /** The call has left, or is over. */
  leave(key: EndpointKey, reason: LeaveReason): void {
    const call = this.#calls.get(key);
    if (call === undefined) return;
    this.#link.send({ type: 'leave', call: key, reason });
    call.entered?.({ type: 'unavailable' });
    this.#forget(key, call);
  }

  loadChanged(composition: CompositionKey, level: LoadLevel): void {
    if (this.#engines.has(composition))
      this.#link.send({ type: 'loadChanged', composition, level });
  }

  sourceChanged(composition: CompositionKey, ssrc: number, isArriving: boolean): void {
    if (this.#engines.has(composition))
      this.#link.send({ type: 'sourceChanged', composition, ssrc, isArriving });
  }

  /** The picture thread here has died, with all compositions. */
  picturesDied(): void {
    this.#link.send({ type: 'picturesDied' });
  }

  /** That server hangs, but for its tunnel: whatever it does later, this entry is over. */
  #giveUp(key: EndpointKey, call: AwayCall): void {
    if (this.#calls.get(key) !== call || call.entered === undefined) return;
    this.#link.send({ type: 'leave', call: key, reason: 'connectionLost' });
    call.entered({ type: 'elsewhere' });
  }

  #received(message: ToLine): void {
    if (message.type === 'audio') return this.#engines.audio(message.message);
    if (message.type === 'pictures') return this.#engines.pictures(message.message);
    const call = this.#calls.get(message.call);
    if (call === undefined) return undefined;
    switch (message.type) {
      case 'entered':
        if (call.number === message.number) call.entered?.(message.result);
        break;
      case 'state':
        call.state = message.state;
        break;
      case 'told':
        if (LAST.has(message.happened.type)) this.leave(message.call, 'left');
        this.#afterEntry(() => tellPresence(message.happened, call.listener.told));
        break;
      case 'lost':
        this.#forget(message.call, call);
        this.#afterEntry(() => call.listener.lost(call.state));
        break;
    }
    return undefined;
  }

  /** It may come at once with the answer to the entry, which the call and its menu have to hear first. */
  #afterEntry(act: () => void): void {
    setImmediate(() => {
      try {
        act();
      } catch (error) {
        this.#log.error({ err: error }, 'what happened to a call at another server was lost');
      }
    });
  }

  #forget(key: EndpointKey, call: AwayCall): void {
    if (this.#calls.get(key) !== call) return;
    this.#calls.delete(key);
    this.#engines.leave(key);
    this.#link.release();
  }

  #closed(): void {
    this.#isClosed = true;
    this.#engines.close();
    this.#onClosed(this);
    for (const [key, call] of this.#calls) {
      this.#calls.delete(key);
      if (call.entered === undefined) call.listener.lost(call.state);
      else call.entered({ type: 'elsewhere' });
    }
  }
}
