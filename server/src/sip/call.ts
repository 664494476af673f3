// One call: from its INVITE until both ends know that it is over.
import { randomUUID } from 'node:crypto';
import {
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  type InviteUserAgentServer,
  type Session,
  SessionState,
  TransactionState,
  constructOutgoingResponse,
} from 'sip.js/lib/core/index.js';
import type { AgreedAudio, LocalAudio } from '../rtp/agreedAudio.ts';
import { infoDigit } from './infoDigit.ts';
import { LocalSdp } from './localSdp.ts';
import { type ReadSdp, readAnswer, readOffer } from './sdp.ts';
import { ALLOW, type Peer, type SipCore } from './sipCore.ts';
import type { CallKey, FromSipThread } from './sipMessages.ts';
import { type AskedTimer, MIN_SE, askedTimer, expiryMs, timerHeaders } from './sessionTimer.ts';

/** Whoever is to answer it has died, if it takes that long. */
const UNANSWERED_MS = 60_000;
/** 64 × T1 (RFC 3261 §13.3.1.4). */
const ACK_MS = 32_000;
/** Before the ACK: an agreement, and more keys than anybody presses while a lost one is sent again. */
const MOST_HELD = 50;

export interface CallPlace {
  core: SipCore;
  announcedAddress: string;
  maxCallSeconds: number;
  tell(news: FromSipThread): void;
  /** Told once. */
  ended(call: Call): void;
}

type End = Extract<FromSipThread, { type: 'ended' }>['by'];

export class Call {
  readonly key = randomUUID() as string as CallKey;
  readonly #place: CallPlace;
  readonly #invite: InviteUserAgentServer;
  readonly #offer: ReadSdp | undefined;
  readonly #timer: AskedTimer;
  readonly #limits: Record<'length' | 'refresh' | 'ack', NodeJS.Timeout | undefined>;
  /** As it was last heard from: a connection may be made anew in the middle of a call. */
  #peer: Peer;
  #local: LocalSdp | undefined;
  #session: Session | undefined;
  #agreed: AgreedAudio | undefined;
  /** Our offer that is out, and whether it was for an encrypted call; the ACK brings the answer. */
  #offered: { isEncrypted: boolean } | undefined;
  /**
   * What has been agreed and keyed, told only when the ACK has come: by UDP anybody can write the trunk's address on an
   * INVITE, but must have got our answer to know its tag. Undefined from then on.
   */
  #held: FromSipThread[] | undefined = [];
  #isOver = false;

  /** @param offer undefined where the INVITE has none: then the offer is ours. */
  constructor(
    invite: InviteUserAgentServer,
    offer: ReadSdp | undefined,
    timer: AskedTimer,
    place: CallPlace,
  ) {
    this.#invite = invite;
    this.#offer = offer;
    this.#timer = timer;
    this.#place = place;
    this.#peer = place.core.peer;
    const tooLate = setTimeout(() => this.hangUp(), UNANSWERED_MS);
    this.#limits = { length: tooLate, refresh: undefined, ack: undefined };
    invite.delegate = { onCancel: () => this.#refused(487, 'caller') };
    const { message } = constructOutgoingResponse(invite.message, { statusCode: 100 });
    invite.transaction.receiveResponse(100, message);
  }

  answer(audio: LocalAudio): void {
    if (this.#isOver || this.#session !== undefined) return;
    this.#local = new LocalSdp(this.#place.announcedAddress, audio);
    const content = this.#writtenFor(this.#offer, this.#isSecure);
    const options = {
      statusCode: 200,
      body: sdpBody(content),
      extraHeaders: timerHeaders(this.#timer),
    };
    const { session } = this.#place.core.within(this.#peer, () => this.#invite.accept(options));
    this.#session = session;
    session.delegate = {
      onAck: ({ message }) => this.#acknowledged(message),
      onAckTimeout: () => this.#lost(),
      onBye: (bye) => {
        bye.accept();
        this.#end('caller');
      },
      onInfo: (info) => {
        const type = info.message.getHeader('content-type');
        const digit = type === undefined ? undefined : infoDigit(type, info.message.body);
        this.#heardFrom();
        // One with no body is a sign of life.
        if (digit === undefined && type !== undefined) return void info.reject({ statusCode: 415 });
        info.accept();
        if (digit !== undefined) this.#tellConfirmed({ type: 'digit', call: this.key, digit });
      },
      onInvite: (request) => this.#reInvited(request),
    };
    clearTimeout(this.#limits.length);
    this.#limits.length = setTimeout(() => this.hangUp(), this.#place.maxCallSeconds * 1000);
    this.#watchRefresh(this.#timer);
    if (this.#offer !== undefined) this.#agree(this.#offer.audio);
  }

  refuse(statusCode: number): void {
    this.#refused(statusCode, 'us');
  }

  hangUp(): void {
    if (this.#session === undefined) return this.#refused(480, 'us');
    this.#bye();
    this.#end('us');
  }

  /** For want of room, before it is confirmed: nothing more is said to an address that somebody else may have written. */
  giveWay(): void {
    if (this.#session === undefined) return this.#refused(486, 'us');
    this.#session.dispose();
    // Or it would be told of the ACK that does not come, and hang up then.
    this.#session = undefined;
    this.#place.core.forget(this.#invite);
    this.#end('us');
  }

  /** Whether the other end has shown that it gets what is sent to it. */
  get isConfirmed(): boolean {
    return this.#held === undefined;
  }

  get #isSecure(): boolean {
    return this.#peer.flow.protocol === 'TLS';
  }

  #heardFrom(): void {
    this.#peer = { ...this.#place.core.peer, isSips: this.#peer.isSips };
  }

  #refused(statusCode: number, by: End): void {
    if (this.#isOver || this.#session !== undefined) return;
    this.#place.core.within(this.#peer, () => this.#invite.reject({ statusCode }));
    this.#end(by);
  }

  /** Before the ACK none may be sent (RFC 3261 §15): then it is, when that has come or is waited for no longer. */
  #bye(): void {
    const session = this.#session;
    const isWaiting = this.#invite.transaction.state === TransactionState.Accepted;
    if (session === undefined || session.sessionState === SessionState.Terminated) return;
    if (session.sessionState === SessionState.AckWait && isWaiting) return;
    this.#place.core.within(this.#peer, () => session.bye());
  }

  #lost(): void {
    this.#bye();
    this.#end('lost');
  }

  #acknowledged(message: IncomingRequestMessage): void {
    this.#heardFrom();
    clearTimeout(this.#limits.ack);
    if (this.#isOver) return this.#bye();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const news of held) this.#tell(news);
    const offered = this.#offered;
    if (offered === undefined) return;
    this.#offered = undefined;
    const answer = readAnswer(message.body ?? '', this.#reading);
    const isEncrypted = answer?.audio.remoteSrtpKey !== undefined;
    if (answer !== undefined && isEncrypted === offered.isEncrypted)
      return this.#agree(answer.audio);
    // Of an offer that is not answered nothing is left but to go on as before, if there was a before.
    if (this.#agreed === undefined) this.hangUp();
  }

  get #reading() {
    return { isSignallingSecure: this.#isSecure, source: this.#peer.flow.address };
  }

  /** Hold, its end, another address, a refresh of the session (RFC 3261 §14.2). */
  #reInvited(request: IncomingInviteRequest): void {
    this.#heardFrom();
    const timer = askedTimer(request.message);
    if (timer.type === 'tooShort') {
      return void request.reject({ statusCode: 422, extraHeaders: [MIN_SE] });
    }
    const offer = request.message.body ? readOffer(request.message.body, this.#reading) : undefined;
    if (this.#isOver || (request.message.body && offer === undefined)) {
      return void request.reject({ statusCode: 488 });
    }
    const content = this.#writtenFor(offer, this.#agreed?.remoteSrtpKey !== undefined);
    const contact = `Contact: ${this.#contact}`;
    const extraHeaders = [contact, ALLOW, ...timerHeaders(timer)];
    request.accept({ statusCode: 200, body: sdpBody(content), extraHeaders });
    // sip.js repeats the 2xx, but does not tell when it has been in vain.
    clearTimeout(this.#limits.ack);
    this.#limits.ack = setTimeout(() => this.#lost(), ACK_MS);
    this.#watchRefresh(timer);
    if (offer !== undefined) this.#agree(offer.audio);
  }

  get #contact(): string {
    return this.#place.core.contact(this.#peer);
  }

  /** The answer, or where there is no offer, ours. */
  #writtenFor(offer: ReadSdp | undefined, isEncrypted: boolean): string {
    if (this.#local === undefined) throw new Error('nothing to offer yet');
    this.#offered = offer === undefined ? { isEncrypted } : undefined;
    return offer === undefined ? this.#local.offer(isEncrypted) : this.#local.answerTo(offer);
  }

  #agree(audio: AgreedAudio): void {
    this.#agreed = audio;
    this.#tellConfirmed({ type: 'agreed', call: this.key, audio });
  }

  #watchRefresh(timer: AskedTimer): void {
    clearTimeout(this.#limits.refresh);
    if (timer.type !== 'wanted') return;
    this.#limits.refresh = setTimeout(() => this.#lost(), expiryMs(timer));
  }

  #tellConfirmed(news: FromSipThread): void {
    if (this.#held === undefined) this.#tell(news);
    else if (this.#held.length < MOST_HELD) this.#held.push(news);
  }

  #tell(news: FromSipThread): void {
    if (!this.#isOver) this.#place.tell(news);
  }

  #end(by: End): void {
    if (this.#isOver) return;
    this.#tell({ type: 'ended', call: this.key, by });
    this.#isOver = true;
    for (const timer of Object.values(this.#limits)) clearTimeout(timer);
    this.#place.ended(this);
  }
}

function sdpBody(content: string) {
  return { contentDisposition: 'session', contentType: 'application/sdp', content };
}
