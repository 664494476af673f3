// One call: from its INVITE until both ends know that it is over.
import { randomUUID } from 'node:crypto';
import {
  type IncomingInfoRequest,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  type InviteUserAgentServer,
  type Session,
  SessionState,
  TransactionState,
  constructOutgoingResponse,
} from 'sip.js/lib/core/index.js';
import { infoDigit } from './infoDigit.ts';
import { KeyFrameRequests } from './keyFrameRequests.ts';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import { LocalSdp, type LocalTransports } from './localSdp.ts';
import { isPictureFastUpdate } from './mediaControl.ts';
import { type Negotiation, limitedTo, readAnswer, readOffer } from './sdpNegotiation.ts';
import { type Change, TextAddition } from './textAddition.ts';
import { ALLOW, type Peer, type SipCore } from './sipCore.ts';
import type { CallKey, FromSipThread } from './sipMessages.ts';
import {
  MIN_SE,
  type SessionTimer,
  expiryMs,
  readSessionTimer,
  timerHeaders,
} from './sessionTimer.ts';

/** The main thread answers within milliseconds: after this long it never will. */
const UNANSWERED_MS = 60_000;
/** 64 × T1 (RFC 3261 §13.3.1.4). */
const ACK_MS = 32_000;
/** Until the ACK: one `agreed`, and more digits than anybody presses while a lost ACK is retransmitted. */
const MAX_HELD_EVENTS = 50;

export interface SipCallDeps {
  core: SipCore;
  announcedAddress: string;
  maxCallSeconds: number;
  emit(event: FromSipThread): void;
  /** Called once. */
  onEnd(call: SipCall): void;
}

type EndedBy = Extract<FromSipThread, { type: 'ended' }>['by'];

export class SipCall {
  readonly key = randomUUID() as string as CallKey;
  readonly #deps: SipCallDeps;
  readonly #invite: InviteUserAgentServer;
  readonly #timer: SessionTimer;
  readonly #keyFrameRequests: KeyFrameRequests;
  readonly #timeouts: Record<'length' | 'refresh' | 'ack', NodeJS.Timeout | undefined>;
  /** Where the last request came from: a peer may open a new connection during a call. */
  #peer: Peer;
  /** Ours, once the call is answered. */
  #media: LocalTransports | undefined;
  #local: LocalSdp | undefined;
  #session: Session | undefined;
  #agreed: Negotiation | undefined;
  /**
   * An offer of ours that waits for the answer in the ACK. Media that come before it are not heard (RFC 3264 §5.1 would
   * have them decoded as offered): until the ACK of the INVITE anybody could have made us decode, and its answer has the
   * address and the key. They are lost for one round trip, and the key frame is asked for again. In a later exchange
   * they are decoded as agreed before, since our offer keeps the payload types.
   */
  #pendingOffer: string | undefined;
  /**
   * Events held back until the ACK. Over UDP anybody can forge the trunk's address in an INVITE, but only the real peer
   * receives our answer, and so knows its tag. Undefined once the ACK has come.
   */
  #heldEvents: FromSipThread[] | undefined = [];
  readonly #textAddition = new TextAddition();
  #isOver = false;

  /** @param invite whose offer, if it has one, can be read. */
  constructor(invite: InviteUserAgentServer, timer: SessionTimer, deps: SipCallDeps) {
    this.#invite = invite;
    this.#timer = timer;
    this.#deps = deps;
    this.#peer = deps.core.peer;
    this.#keyFrameRequests = new KeyFrameRequests(invite.message.getHeaders('allow'));
    const unanswered = setTimeout(() => this.hangUp(), UNANSWERED_MS);
    this.#timeouts = { length: unanswered, refresh: undefined, ack: undefined };
    invite.delegate = { onCancel: () => this.#reject(487, 'caller') };
    const { message } = constructOutgoingResponse(invite.message, { statusCode: 100 });
    invite.transaction.receiveResponse(100, message);
  }

  answer(media: LocalTransports): void {
    if (this.#isOver || this.#session !== undefined) return;
    this.#media = media;
    this.#local = new LocalSdp(this.#deps.announcedAddress, media);
    const { body } = this.#invite.message;
    // Without an offer, we make it in our answer.
    const offer = body ? this.#readOffer(body) : undefined;
    const content = this.#writeSdp(offer, this.#isSecure);
    const options = {
      statusCode: 200,
      body: sdpBody(content),
      extraHeaders: timerHeaders(this.#timer),
    };
    const { session } = this.#deps.core.within(this.#peer, () => this.#invite.accept(options));
    this.#session = session;
    session.delegate = {
      onAck: ({ message }) => this.#acknowledged(message),
      onAckTimeout: () => this.#lose(),
      onBye: (bye) => {
        bye.accept();
        this.#end('caller');
      },
      onInfo: (info) => {
        if (info.message.method === 'UPDATE') return this.#updated(info);
        const type = info.message.getHeader('content-type');
        this.#updatePeer();
        // An INFO without a body is a keep-alive.
        const event = type === undefined ? undefined : this.#infoEvent(type, info.message.body);
        if (event === undefined && type !== undefined) return void info.reject({ statusCode: 415 });
        info.accept();
        if (event !== undefined) this.#emitConfirmed(event);
      },
      onInvite: (request) => this.#reInvited(request),
    };
    clearTimeout(this.#timeouts.length);
    this.#timeouts.length = setTimeout(() => this.hangUp(), this.#deps.maxCallSeconds * 1000);
    this.#expectRefresh(this.#timer);
    if (offer !== undefined) this.#agree(offer);
  }

  /** Goes on with the request that adds it. */
  addText(text: LocalTransport | undefined): void {
    if (text !== undefined && this.#media !== undefined) {
      this.#media = { ...this.#media, text };
      this.#local?.addText(text);
    }
    this.#textAddition.goOn();
  }

  /** Nothing is sent before the call is confirmed, nor to a peer without video. */
  requestKeyFrame(): void {
    const session = this.#session;
    if (session === undefined || this.#isOver || !this.isConfirmed || !this.#hasVideo) return;
    this.#deps.core.within(this.#peer, () => this.#keyFrameRequests.request(session));
  }

  refuse(statusCode: number): void {
    this.#reject(statusCode, 'us');
  }

  hangUp(): void {
    if (this.#session === undefined) return this.#reject(480, 'us');
    this.#bye();
    this.#end('us');
  }

  /** Makes room for another call before this one is confirmed. Nothing more is sent to an address that may be forged. */
  evict(): void {
    if (this.#session === undefined) return this.#reject(486, 'us');
    this.#session.dispose();
    // Otherwise the ACK timeout would hang up.
    this.#session = undefined;
    this.#deps.core.forget(this.#invite);
    this.#end('us');
  }

  /** Whether the ACK has come, which proves that the other end receives what is sent to it. */
  get isConfirmed(): boolean {
    return this.#heldEvents === undefined;
  }

  get #isSecure(): boolean {
    return this.#peer.flow.protocol === 'TLS';
  }

  get #hasVideo(): boolean {
    return this.#agreed?.media.some(({ kind }) => kind === 'video') ?? false;
  }

  /** @returns undefined for an INFO that is not understood. */
  #infoEvent(contentType: string, body: string): FromSipThread | undefined {
    const digit = infoDigit(contentType, body);
    if (digit !== undefined) return { type: 'digit', call: this.key, digit };
    const isWanted = this.#hasVideo && isPictureFastUpdate(contentType, body);
    return isWanted ? { type: 'keyFrameWanted', call: this.key } : undefined;
  }

  #updatePeer(): void {
    this.#peer = { ...this.#deps.core.peer, isSips: this.#peer.isSips };
  }

  #reject(statusCode: number, by: EndedBy): void {
    if (this.#isOver || this.#session !== undefined) return;
    this.#deps.core.within(this.#peer, () => this.#invite.reject({ statusCode }));
    this.#end(by);
  }

  /** No BYE before the ACK (RFC 3261 §15): it is sent when the ACK comes, or when waiting for it times out. */
  #bye(): void {
    const session = this.#session;
    const isWaiting = this.#invite.transaction.state === TransactionState.Accepted;
    if (session === undefined || session.sessionState === SessionState.Terminated) return;
    if (session.sessionState === SessionState.AckWait && isWaiting) return;
    this.#deps.core.within(this.#peer, () => session.bye());
  }

  #lose(): void {
    this.#bye();
    this.#end('lost');
  }

  #acknowledged(message: IncomingRequestMessage): void {
    this.#updatePeer();
    clearTimeout(this.#timeouts.ack);
    if (this.#isOver) return this.#bye();
    const held = this.#heldEvents ?? [];
    this.#heldEvents = undefined;
    for (const event of held) this.#emit(event);
    const pending = this.#pendingOffer;
    if (pending === undefined) return;
    this.#pendingOffer = undefined;
    const answer = readAnswer(message.body ?? '', pending, this.#sdpContext);
    if (answer !== undefined) return this.#agree(answer);
    // Without a usable answer the call goes on as before, if it had media before.
    if (this.#agreed === undefined) this.hangUp();
  }

  get #sdpContext() {
    return { isSignallingSecure: this.#isSecure, source: this.#peer.flow.address };
  }

  /** Hold and resume, a new address, a session refresh (RFC 3261 §14.2). During one of ours sip.js answers 491. */
  #reInvited(request: IncomingInviteRequest): void {
    this.#withText(request, () => this.#takeReInvite(request));
  }

  #takeReInvite(request: IncomingInviteRequest): void {
    const change = this.#readChange(request);
    if (change === undefined) return;
    const { offer, timer, extraHeaders } = change;
    const content = this.#writeSdp(offer, this.#agreed?.audio.remoteSrtpKey !== undefined);
    request.accept({ statusCode: 200, body: sdpBody(content), extraHeaders });
    // sip.js retransmits the 2xx, but does not report when no ACK comes.
    clearTimeout(this.#timeouts.ack);
    this.#timeouts.ack = setTimeout(() => this.#lose(), ACK_MS);
    this.#expectRefresh(timer);
    if (offer !== undefined) this.#agree(offer);
  }

  /** The same, except that it has no ACK, and so without an offer gets none of ours (RFC 3311 §5.2). */
  #updated(request: IncomingInfoRequest): void {
    const hasOffer = request.message.body !== '';
    if (hasOffer && this.#pendingOffer !== undefined)
      return void request.reject({ statusCode: 491 });
    if (hasOffer && this.#textAddition.isWaiting) return void request.reject({ statusCode: 500 });
    this.#withText(request, () => this.#takeUpdate(request));
  }

  #takeUpdate(request: IncomingInfoRequest): void {
    const change = this.#readChange(request);
    if (change === undefined) return;
    const { offer, timer, extraHeaders } = change;
    const answer = offer && { body: sdpBody(this.#writeSdp(offer, false)) };
    request.accept({ statusCode: 200, extraHeaders, ...answer });
    this.#expectRefresh(timer);
    if (offer !== undefined) this.#agree(offer);
  }

  /** At once, unless the request adds text, for which there is no port yet. */
  #withText(request: Change, take: () => void): void {
    this.#updatePeer();
    const peer = this.#peer;
    const { body } = request.message;
    const offer = body && this.#media?.text === undefined ? this.#readWhole(body) : undefined;
    const addsText = offer?.media.some(({ kind }) => kind === 'text') === true;
    if (!addsText || this.#isOver) return take();
    this.#textAddition.wait(request, () => this.#deps.core.within(peer, take));
    this.#deps.emit({ type: 'textWanted', call: this.key });
  }

  /** @returns undefined when the request has been refused, which changes nothing. */
  #readChange(request: Change) {
    this.#updatePeer();
    const timer = readSessionTimer(request.message);
    if (timer.type === 'tooShort') {
      return void request.reject({ statusCode: 422, extraHeaders: [MIN_SE] });
    }
    const { body } = request.message;
    const offer = body ? this.#readOffer(body) : undefined;
    if (this.#isOver || (body && offer === undefined)) {
      return void request.reject({ statusCode: 488 });
    }
    return {
      offer,
      timer,
      extraHeaders: [`Contact: ${this.#contact}`, ALLOW, ...timerHeaders(timer)],
    };
  }

  get #contact(): string {
    return this.#deps.core.contact(this.#peer);
  }

  /** The answer to an offer, or an offer of ours when there is none. */
  #writeSdp(offer: Negotiation | undefined, isEncrypted: boolean): string {
    if (this.#local === undefined) throw new Error('the call has not been answered');
    this.#pendingOffer = undefined;
    if (offer !== undefined) return this.#local.answerTo(offer);
    return (this.#pendingOffer = this.#local.offer(isEncrypted));
  }

  #readOffer(sdp: string): Negotiation | undefined {
    const offer = this.#readWhole(sdp);
    return offer && this.#media && limitedTo(offer, this.#media);
  }

  #readWhole(sdp: string): Negotiation | undefined {
    return readOffer(sdp, this.#sdpContext, this.#media?.prefersWideband);
  }

  #agree(negotiation: Negotiation): void {
    this.#agreed = negotiation;
    const { media, floorControl } = negotiation;
    const agreed = { type: 'agreed', call: this.key, media } as const;
    this.#emitConfirmed(floorControl === undefined ? agreed : { ...agreed, floorControl });
  }

  #expectRefresh(timer: SessionTimer): void {
    clearTimeout(this.#timeouts.refresh);
    if (timer.type !== 'wanted') return;
    this.#timeouts.refresh = setTimeout(() => this.#refreshMissed(), expiryMs(timer));
  }

  /**
   * RFC 4028 §10 would end any call, but a broken refresh must not end one whose media flow. While the peer says that it
   * sends, its silence ends the call (`fellSilent` of the audio engine); otherwise only this tells that it is gone.
   */
  #refreshMissed(): void {
    if (this.#agreed?.audio.isSending !== true) this.#lose();
  }

  #emitConfirmed(event: FromSipThread): void {
    if (this.#heldEvents === undefined) this.#emit(event);
    else if (this.#heldEvents.length < MAX_HELD_EVENTS) this.#heldEvents.push(event);
  }

  #emit(event: FromSipThread): void {
    if (!this.#isOver) this.#deps.emit(event);
  }

  #end(by: EndedBy): void {
    if (this.#isOver) return;
    this.#emit({ type: 'ended', call: this.key, by });
    this.#isOver = true;
    for (const timeout of Object.values(this.#timeouts)) clearTimeout(timeout);
    this.#deps.core.within(this.#peer, () => this.#textAddition.refuse());
    this.#deps.onEnd(this);
  }
}

function sdpBody(content: string) {
  return { contentDisposition: 'session', contentType: 'application/sdp', content };
}
