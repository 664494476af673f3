// A call that comes in: from its INVITE until both ends know that it is over.
import { randomUUID } from 'node:crypto';
import {
  type InviteUserAgentServer,
  SessionState,
  TransactionState,
  constructOutgoingResponse,
} from 'sip.js/lib/core/index.js';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import { LocalSdp, type LocalTransports } from './localSdp.ts';
import { limitedTo, readOffer } from './sdpNegotiation.ts';
import type { Peer, SipCore } from './sipCore.ts';
import type { CallKey, EndedBy, FromSipThread } from './sipMessages.ts';
import { sdpBody, SipSession } from './sipSession.ts';
import { type SessionTimer, timerHeaders } from './sessionTimer.ts';

/** The main thread answers within milliseconds: after this long it never will. */
const UNANSWERED_MS = 60_000;

export interface SipCallDeps {
  core: SipCore;
  announcedAddress: string;
  maxCallSeconds: number;
  emit(event: FromSipThread): void;
  /** Called once. */
  onEnd(call: { readonly key: CallKey }): void;
}

export class SipCall {
  readonly key = randomUUID() as string as CallKey;
  readonly #deps: SipCallDeps;
  readonly #invite: InviteUserAgentServer;
  readonly #timer: SessionTimer;
  readonly #peer: Peer;
  readonly #unanswered: NodeJS.Timeout;
  #session: SipSession | undefined;
  #isOver = false;

  /** @param invite whose offer, if it has one, can be read. */
  constructor(invite: InviteUserAgentServer, timer: SessionTimer, deps: SipCallDeps) {
    this.#invite = invite;
    this.#timer = timer;
    this.#deps = deps;
    this.#peer = deps.core.peer;
    this.#unanswered = setTimeout(() => this.hangUp(), UNANSWERED_MS);
    invite.delegate = { onCancel: () => this.#reject(487, 'caller') };
    const { message } = constructOutgoingResponse(invite.message, { statusCode: 100 });
    invite.transaction.receiveResponse(100, message);
  }

  answer(media: LocalTransports): void {
    if (this.#isOver || this.#session !== undefined) return;
    const { core, announcedAddress, maxCallSeconds, emit } = this.#deps;
    const peer = this.#peer;
    const invite = this.#invite;
    const local = new LocalSdp(announcedAddress, media);
    // Without an offer, we make it in our answer.
    const offer = invite.message.body ? this.#readOffer(invite.message.body, media) : undefined;
    const content = offer === undefined ? local.offer(this.#isSecure) : local.answerTo(offer);
    const options = {
      statusCode: 200,
      body: sdpBody(content),
      extraHeaders: timerHeaders(this.#timer),
    };
    const { session } = core.within(peer, () => invite.accept(options));
    clearTimeout(this.#unanswered);
    const start = {
      isConfirmed: false,
      pendingOffer: offer === undefined ? content : undefined,
      mayBye: () =>
        session.sessionState !== SessionState.AckWait ||
        invite.transaction.state !== TransactionState.Accepted,
      bye: () => void session.bye(),
    };
    const answered = new SipSession(session, peer, start, {
      key: this.key,
      core,
      maxCallSeconds,
      local,
      media,
      allow: invite.message.getHeaders('allow'),
      emit,
      onEnd: (by) => this.#end(by),
    });
    this.#session = answered;
    answered.expectRefresh(this.#timer);
    if (offer !== undefined) answered.agree(offer);
  }

  /** Goes on with the request that adds it. */
  addText(text: LocalTransport | undefined): void {
    this.#session?.addText(text);
  }

  requestKeyFrame(): void {
    this.#session?.requestKeyFrame();
  }

  refuse(statusCode: number): void {
    this.#reject(statusCode, 'us');
  }

  hangUp(): void {
    if (this.#session === undefined) this.#reject(480, 'us');
    else this.#session.hangUp();
  }

  /** Makes room for another call before this one is confirmed. Nothing more is sent to an address that may be forged. */
  evict(): void {
    if (this.#session === undefined) return this.#reject(486, 'us');
    this.#deps.core.forget(this.#invite);
    this.#session.drop();
  }

  /** Whether the ACK has come, which proves that the other end receives what is sent to it. */
  get isConfirmed(): boolean {
    return this.#session?.isConfirmed ?? false;
  }

  get #isSecure(): boolean {
    return this.#peer.flow.protocol === 'TLS';
  }

  #readOffer(sdp: string, media: LocalTransports) {
    const context = { isSignallingSecure: this.#isSecure, source: this.#peer.flow.address };
    const offer = readOffer(sdp, context, media.prefersWideband);
    return offer && limitedTo(offer, media);
  }

  #reject(statusCode: number, by: EndedBy): void {
    if (this.#isOver || this.#session !== undefined) return;
    this.#deps.core.within(this.#peer, () => this.#invite.reject({ statusCode }));
    this.#end(by);
  }

  #end(by: EndedBy): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#unanswered);
    this.#deps.emit({ type: 'ended', call: this.key, by });
    this.#deps.onEnd(this);
  }
}
