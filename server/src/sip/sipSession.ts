// A call that is answered, whoever made it: what its media are, how they change, and how it ends.
import {
  type IncomingInfoRequest,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  type Session,
  SessionState,
} from 'sip.js/lib/core/index.js';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import { infoDigit } from './infoDigit.ts';
import { KeyFrameRequests } from './keyFrameRequests.ts';
import type { LocalSdp, LocalTransports } from './localSdp.ts';
import { isPictureFastUpdate } from './mediaControl.ts';
import { type Negotiation, limitedTo, readAnswer, readOffer } from './sdpNegotiation.ts';
import { ALLOW, type Peer, type SipCore } from './sipCore.ts';
import type { CallKey, EndedBy, FromSipThread } from './sipMessages.ts';
import {
  MIN_SE,
  type SessionTimer,
  expiryMs,
  readSessionTimer,
  timerHeaders,
} from './sessionTimer.ts';
import { type Change, TextAddition } from './textAddition.ts';

/** 64 × T1 (RFC 3261 §13.3.1.4). */
const ACK_MS = 32_000;
/** Until the ACK: one `agreed`, and more digits than anybody presses while a lost ACK is retransmitted. */
const MAX_HELD_EVENTS = 50;

export interface SipSessionDeps {
  key: CallKey;
  core: SipCore;
  maxCallSeconds: number;
  /** Our end of the media, as far as it has been written. */
  local: LocalSdp;
  media: LocalTransports;
  /** The values of the peer's Allow header. */
  allow: readonly string[];
  emit(event: FromSipThread): void;
  /** Called once. */
  onEnd(by: EndedBy): void;
}

export interface SessionStart {
  /** False where the ACK to our answer is still to come. */
  isConfirmed: boolean;
  /** An offer of ours that waits for its answer in the ACK. */
  pendingOffer?: string | undefined;
  /** Whether BYE may be sent now: not before the ACK (RFC 3261 §15). It is sent when the ACK comes. */
  mayBye(): boolean;
  /** Sends it. */
  bye(session: Session): void;
}

export class SipSession {
  readonly #deps: SipSessionDeps;
  readonly #session: Session;
  readonly #start: SessionStart;
  readonly #keyFrameRequests: KeyFrameRequests;
  readonly #timeouts: Record<'length' | 'refresh' | 'ack', NodeJS.Timeout | undefined>;
  /** Where the last request came from: a peer may open a new connection during a call. */
  #peer: Peer;
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
  #heldEvents: FromSipThread[] | undefined;
  readonly #textAddition = new TextAddition();
  #media: LocalTransports;
  #isOver = false;

  constructor(session: Session, peer: Peer, start: SessionStart, deps: SipSessionDeps) {
    this.#session = session;
    this.#peer = peer;
    this.#start = start;
    this.#deps = deps;
    this.#media = deps.media;
    this.#pendingOffer = start.pendingOffer;
    this.#heldEvents = start.isConfirmed ? undefined : [];
    this.#keyFrameRequests = new KeyFrameRequests(deps.allow);
    session.delegate = {
      onAck: ({ message }) => this.#acknowledged(message),
      onAckTimeout: () => this.#lose(),
      onBye: (bye) => {
        bye.accept();
        this.#end('caller');
      },
      onInfo: (info) => this.#informed(info),
      onInvite: (request) => this.#reInvited(request),
    };
    const length = setTimeout(() => this.hangUp(), deps.maxCallSeconds * 1000);
    this.#timeouts = { length, refresh: undefined, ack: undefined };
  }

  /** Goes on with the request that adds it. */
  addText(text: LocalTransport | undefined): void {
    if (text !== undefined) {
      this.#media = { ...this.#media, text };
      this.#deps.local.addText(text);
    }
    this.#textAddition.goOn();
  }

  /** Nothing is sent before the call is confirmed, nor to a peer without video. */
  requestKeyFrame(): void {
    if (this.#isOver || !this.isConfirmed || !this.#hasVideo) return;
    this.#deps.core.within(this.#peer, () => this.#keyFrameRequests.request(this.#session));
  }

  hangUp(): void {
    this.#bye();
    this.#end('us');
  }

  /** Without a BYE, before the call is confirmed: nothing more is sent to an address that may be forged. */
  drop(): void {
    this.#session.dispose();
    this.#end('us');
  }

  /** Whether the other end is known to receive what is sent to it. */
  get isConfirmed(): boolean {
    return this.#heldEvents === undefined;
  }

  /** What both ends have agreed on now. */
  agree(negotiation: Negotiation): void {
    this.#agreed = negotiation;
    const { media, floorControl } = negotiation;
    const agreed = { type: 'agreed', call: this.#deps.key, media } as const;
    this.#emitConfirmed(floorControl === undefined ? agreed : { ...agreed, floorControl });
  }

  expectRefresh(timer: SessionTimer): void {
    clearTimeout(this.#timeouts.refresh);
    if (timer.type !== 'wanted') return;
    this.#timeouts.refresh = setTimeout(() => this.#refreshMissed(), expiryMs(timer));
  }

  get #isSecure(): boolean {
    return this.#peer.flow.protocol === 'TLS';
  }

  get #hasVideo(): boolean {
    return this.#agreed?.media.some(({ kind }) => kind === 'video') ?? false;
  }

  #informed(info: IncomingInfoRequest): void {
    if (info.message.method === 'UPDATE') return this.#updated(info);
    const type = info.message.getHeader('content-type');
    this.#updatePeer();
    // An INFO without a body is a keep-alive.
    const event = type === undefined ? undefined : this.#infoEvent(type, info.message.body);
    if (event === undefined && type !== undefined) return void info.reject({ statusCode: 415 });
    info.accept();
    if (event !== undefined) this.#emitConfirmed(event);
  }

  /** @returns undefined for an INFO that is not understood. */
  #infoEvent(contentType: string, body: string): FromSipThread | undefined {
    const { key } = this.#deps;
    const digit = infoDigit(contentType, body);
    if (digit !== undefined) return { type: 'digit', call: key, digit };
    const isWanted = this.#hasVideo && isPictureFastUpdate(contentType, body);
    return isWanted ? { type: 'keyFrameWanted', call: key } : undefined;
  }

  #updatePeer(): void {
    this.#peer = { ...this.#deps.core.peer, isSips: this.#peer.isSips };
  }

  #bye(): void {
    if (this.#session.sessionState === SessionState.Terminated || !this.#start.mayBye()) return;
    this.#deps.core.within(this.#peer, () => this.#start.bye(this.#session));
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
    if (answer !== undefined) return this.agree(answer);
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
    this.expectRefresh(timer);
    if (offer !== undefined) this.agree(offer);
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
    this.expectRefresh(timer);
    if (offer !== undefined) this.agree(offer);
  }

  /** At once, unless the request adds text, for which there is no port yet. */
  #withText(request: Change, take: () => void): void {
    this.#updatePeer();
    const peer = this.#peer;
    const { body } = request.message;
    const offer = body && this.#media.text === undefined ? this.#readWhole(body) : undefined;
    const addsText = offer?.media.some(({ kind }) => kind === 'text') === true;
    if (!addsText || this.#isOver) return take();
    this.#textAddition.wait(request, () => this.#deps.core.within(peer, take));
    this.#deps.emit({ type: 'textWanted', call: this.#deps.key });
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
    const contact = `Contact: ${this.#deps.core.contact(this.#peer)}`;
    return { offer, timer, extraHeaders: [contact, ALLOW, ...timerHeaders(timer)] };
  }

  /** The answer to an offer, or an offer of ours when there is none. */
  #writeSdp(offer: Negotiation | undefined, isEncrypted: boolean): string {
    const { local } = this.#deps;
    this.#pendingOffer = undefined;
    if (offer !== undefined) return local.answerTo(offer);
    return (this.#pendingOffer = local.offer(isEncrypted));
  }

  #readOffer(sdp: string): Negotiation | undefined {
    const offer = this.#readWhole(sdp);
    return offer && limitedTo(offer, this.#media);
  }

  #readWhole(sdp: string): Negotiation | undefined {
    return readOffer(sdp, this.#sdpContext, this.#media.prefersWideband);
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
    this.#isOver = true;
    for (const timeout of Object.values(this.#timeouts)) clearTimeout(timeout);
    this.#deps.core.within(this.#peer, () => this.#textAddition.refuse());
    this.#deps.onEnd(by);
  }
}

export function sdpBody(content: string) {
  return { contentDisposition: 'session', contentType: 'application/sdp', content };
}
