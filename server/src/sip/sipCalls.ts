// All calls: admits new ones within limits, and passes commands on to each.
import type { InviteUserAgentServer } from 'sip.js/lib/core/index.js';
import type { AgreedVideo } from '../rtp/agreedMedia.ts';
import { OutgoingCall, type OutgoingCallDeps } from './outgoingCall.ts';
import { SipCall, type SipCallDeps } from './sipCall.ts';
import { callerName } from './callerName.ts';
import { callerNumber } from './callerNumber.ts';
import { callerUri } from './callerUri.ts';
import { dialledAddress } from './dialledAddress.ts';
import { type Negotiation, readOffer } from './sdpNegotiation.ts';
import { MIN_SE, readSessionTimer } from './sessionTimer.ts';
import type {
  CallKey,
  SipRefusal,
  SipCaller,
  FromSipThread,
  ToSipThread,
  WantedMedia,
} from './sipMessages.ts';
import type { Peer, SipCore } from './sipCore.ts';

/** RFC 3261 §21.4.5, §21.4.18, §21.4.24, §21.4.26. */
const STATUS_OF: Readonly<Record<SipRefusal, number>> = {
  notFound: 404,
  unavailable: 480,
  busy: 486,
  notSecure: 488,
  draining: 503,
};

export interface SipCallLimits {
  announcedAddress: string;
  maxCalls: number;
  maxCallSeconds: number;
}

/** How calls are made. */
export type DialOut = Pick<OutgoingCallDeps, 'trunk' | 'expect' | 'report'>;

type Ring = Extract<ToSipThread, { type: 'ring' }>;

export class SipCalls {
  readonly #limits: SipCallLimits;
  readonly #emit: (event: FromSipThread) => void;
  readonly #calls = new Map<CallKey, SipCall | OutgoingCall>();
  #isStopping = false;

  constructor(limits: SipCallLimits, emit: (event: FromSipThread) => void) {
    this.#limits = limits;
    this.#emit = emit;
  }

  /** @param requestUri what was dialled. */
  arrive(invite: InviteUserAgentServer, { flow }: Peer, requestUri: string, core: SipCore): void {
    const { message } = invite;
    const timer = readSessionTimer(message);
    if (this.#isStopping) return void invite.reject({ statusCode: 503 });
    if (timer.type === 'tooShort') {
      return void invite.reject({ statusCode: 422, extraHeaders: [MIN_SE] });
    }
    if (message.body && message.getHeader('content-type') !== 'application/sdp') {
      const extraHeaders = ['Accept: application/sdp'];
      return void invite.reject({ statusCode: 415, extraHeaders });
    }
    const context = { isSignallingSecure: flow.protocol === 'TLS', source: flow.address };
    const offer = message.body ? readOffer(message.body, context) : undefined;
    if (message.body && offer === undefined) return void invite.reject({ statusCode: 488 });
    if (core.isFull || !this.#makeRoom()) return void invite.reject({ statusCode: 486 });
    const { announcedAddress, maxCallSeconds } = this.#limits;
    const deps: SipCallDeps = {
      core,
      announcedAddress,
      maxCallSeconds,
      emit: this.#emit,
      onEnd: (ended) => this.#calls.delete(ended.key),
    };
    const call = new SipCall(invite, timer, deps);
    this.#calls.set(call.key, call);
    const from = message.getHeader('from') ?? '';
    const privacy = message.getHeader('privacy');
    const asserted = message.getHeaders('p-asserted-identity');
    const caller: SipCaller = {
      number: callerNumber(asserted, from, privacy),
      uri: callerUri(asserted, from, privacy),
      displayName: callerName(from, privacy),
      dialled: dialledAddress(requestUri),
      offersVideo: offer?.lines.some(({ offered }) => offered.kind === 'video') ?? false,
      trunk: flow.address,
    };
    this.#emit({ type: 'arrived', call: call.key, caller, wants: mediaIn(offer) });
  }

  /** @param dialOut undefined: no trunk is set, or its port is not open. */
  ring(command: Ring, core: SipCore, dialOut: DialOut | undefined): void {
    const { call: key } = command;
    const isFull = this.#isStopping || core.isFull || !this.#makeRoom();
    if (isFull || dialOut === undefined || this.#calls.has(key)) {
      if (!this.#isStopping) dialOut?.report('there are as many calls as SIP_MAX_CALLS');
      return this.#emit({ type: 'ended', call: key, by: 'us', why: 'failed' });
    }
    const { announcedAddress, maxCallSeconds } = this.#limits;
    const call = new OutgoingCall(command, {
      ...dialOut,
      core,
      announcedAddress,
      maxCallSeconds,
      emit: this.#emit,
      onEnd: (ended) => this.#calls.delete(ended.key),
    });
    this.#calls.set(key, call);
  }

  /**
   * An unconfirmed call costs its sender one packet and would hold its slot for half a minute. So the oldest of them is
   * evicted: whoever wants to keep others out must send more such packets than the access policy admits.
   */
  #makeRoom(): boolean {
    if (this.#calls.size < this.#limits.maxCalls) return true;
    for (const call of this.#calls.values()) {
      // One of ours is nobody's forgery.
      if (call instanceof OutgoingCall || call.isConfirmed) continue;
      call.evict();
      return true;
    }
    return false;
  }

  /** A call that has ended meanwhile is not an error. */
  handle(command: Exclude<ToSipThread, { type: 'stop' | 'ring' }>): void {
    const call = this.#calls.get(command.call);
    const arrived = call instanceof SipCall ? call : undefined;
    switch (command.type) {
      case 'answer':
        return arrived?.answer(command.media);
      case 'addText':
        return call?.addText(command.text);
      case 'refuse':
        return arrived?.refuse(STATUS_OF[command.refusal]);
      case 'requestKeyFrame':
        return call?.requestKeyFrame();
      case 'hangUp':
        return call?.hangUp();
    }
  }

  /** @returns whether any call has to be hung up. */
  stop(): boolean {
    this.#isStopping = true;
    const isAny = this.#calls.size > 0;
    for (const call of this.#calls.values()) {
      // One that fails must not keep the others.
      try {
        call.hangUp();
      } catch {}
    }
    return isAny;
  }
}

function mediaIn(offer: Negotiation | undefined): WantedMedia {
  const has = (content: AgreedVideo['content']) =>
    offer?.media.some((one) => one.kind === 'video' && one.content === content) ?? true;
  const text = offer?.media.some(({ kind }) => kind === 'text') ?? false;
  return { video: has('main'), slides: has('slides'), text };
}
