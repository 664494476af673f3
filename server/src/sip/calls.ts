// Every call there is: lets new ones in within bounds, and hands on what is said of one.
import type { InviteUserAgentServer } from 'sip.js/lib/core/index.js';
import { Call, type CallPlace } from './call.ts';
import { callerName } from './callerName.ts';
import { callerNumber } from './callerNumber.ts';
import { dialledAddress } from './dialledAddress.ts';
import { readOffer } from './sdp.ts';
import { MIN_SE, askedTimer } from './sessionTimer.ts';
import type { CallKey, CallRefusal, Caller, FromSipThread, ToSipThread } from './sipMessages.ts';
import type { Peer, SipCore } from './sipCore.ts';

/** RFC 3261 §21.4.18, §21.4.24, §21.4.26. */
const STATUS_OF: Readonly<Record<CallRefusal, number>> = {
  unavailable: 480,
  busy: 486,
  notSecure: 488,
};

export interface CallLimits {
  announcedAddress: string;
  maxCalls: number;
  maxCallSeconds: number;
}

export class Calls {
  readonly #limits: CallLimits;
  readonly #tell: (news: FromSipThread) => void;
  readonly #calls = new Map<CallKey, Call>();
  #isStopping = false;

  constructor(limits: CallLimits, tell: (news: FromSipThread) => void) {
    this.#limits = limits;
    this.#tell = tell;
  }

  /** @param requestUri what was dialled. */
  arrive(invite: InviteUserAgentServer, { flow }: Peer, requestUri: string, core: SipCore): void {
    const { message } = invite;
    const timer = askedTimer(message);
    if (this.#isStopping) return void invite.reject({ statusCode: 503 });
    if (timer.type === 'tooShort') {
      return void invite.reject({ statusCode: 422, extraHeaders: [MIN_SE] });
    }
    if (message.body && message.getHeader('content-type') !== 'application/sdp') {
      const extraHeaders = ['Accept: application/sdp'];
      return void invite.reject({ statusCode: 415, extraHeaders });
    }
    const reading = { isSignallingSecure: flow.protocol === 'TLS', source: flow.address };
    const offer = message.body ? readOffer(message.body, reading) : undefined;
    if (message.body && offer === undefined) return void invite.reject({ statusCode: 488 });
    if (core.isFull || !this.#hasRoom()) return void invite.reject({ statusCode: 486 });
    const { announcedAddress, maxCallSeconds } = this.#limits;
    const place: CallPlace = {
      core,
      announcedAddress,
      maxCallSeconds,
      tell: this.#tell,
      ended: (ended) => this.#calls.delete(ended.key),
    };
    const call = new Call(invite, offer, timer, place);
    this.#calls.set(call.key, call);
    const from = message.getHeader('from') ?? '';
    const privacy = message.getHeader('privacy');
    const caller: Caller = {
      number: callerNumber(message.getHeaders('p-asserted-identity'), from, privacy),
      displayName: callerName(from, privacy),
      dialled: dialledAddress(requestUri),
      trunk: flow.address,
    };
    this.#tell({ type: 'arrived', call: call.key, caller });
  }

  /**
   * A call that is not confirmed costs its sender one packet, and would keep its place for half a minute: the oldest
   * gives way, so that whoever sends such packets must send more of them than the gate lets in to keep others out.
   */
  #hasRoom(): boolean {
    if (this.#calls.size < this.#limits.maxCalls) return true;
    for (const call of this.#calls.values()) {
      if (call.isConfirmed) continue;
      call.giveWay();
      return true;
    }
    return false;
  }

  /** Of a call that has ended meanwhile: no fault. */
  hear(word: Exclude<ToSipThread, { type: 'stop' }>): void {
    const call = this.#calls.get(word.call);
    if (word.type === 'answer') call?.answer(word.audio);
    else if (word.type === 'refuse') call?.refuse(STATUS_OF[word.refusal]);
    else call?.hangUp();
  }

  /** @returns whether anybody has to be told. */
  stop(): boolean {
    this.#isStopping = true;
    const isAny = this.#calls.size > 0;
    for (const call of this.#calls.values()) {
      // One that cannot be hung up does not keep the others.
      try {
        call.hangUp();
      } catch {}
    }
    return isAny;
  }
}
