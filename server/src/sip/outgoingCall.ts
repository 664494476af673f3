// A call that we make: from its INVITE to the trunk until both ends know that it is over.
import { randomBytes } from 'node:crypto';
import {
  type IncomingResponse,
  type InviteUserAgentClient,
  type PrackableIncomingResponseWithSession,
  type Session,
  TransactionState,
  type AckableIncomingResponseWithSession,
} from 'sip.js/lib/core/index.js';
import type { LocalTransport } from '../rtp/agreedMedia.ts';
import { DigestAnswers } from './digestAnswers.ts';
import { LocalSdp, type LocalTransports, withoutText } from './localSdp.ts';
import { ownUri, rungUri } from './rungUri.ts';
import { readAnswer } from './sdpNegotiation.ts';
import { answeredTimer } from './sessionTimer.ts';
import type { SipCallDeps } from './sipCall.ts';
import type { Peer } from './sipCore.ts';
import type { CallKey, EndedBy, RungAddress, Unanswered } from './sipMessages.ts';
import type { DialOutSettings } from './sipSettings.ts';
import { sdpBody, SipSession } from './sipSession.ts';
import { type Trunk, TrunkUnreachable } from './trunk.ts';
import { unansweredBy } from './unanswered.ts';

/** Longer than telephones ring before an answering machine takes over. */
const RING_MS = 60_000;
/** A trunk says within milliseconds that it is at it (RFC 3261 §17.2.1). */
const UNHEARD_MS = 15_000;
/** 64 × T1: after a CANCEL the INVITE is over by then (RFC 3261 §9.1). */
const CANCELLED_MS = 32_000;

/** Not acceptable as it is described, or in a format that is unknown (RFC 3261 §21.4.26, §21.6.4, §21.4.13). */
const OF_MEDIA: ReadonlySet<number> = new Set([488, 606, 415]);

/** Each is a transaction of its own. */
const MAX_PRACKS = 20;

export interface OutgoingCallDeps extends SipCallDeps {
  trunk: Pick<Trunk, 'settings' | 'reach' | 'hold'>;
  /** What `address` says within that call is to be admitted. */
  expect(callId: string, address: string): void;
  /** Why calls cannot be made, for the log: no number, and nothing that was received. */
  report(problem: string): void;
}

export interface RingCommand {
  call: CallKey;
  to: RungAddress;
  media: LocalTransports;
}

export class OutgoingCall {
  readonly key: CallKey;
  readonly #deps: OutgoingCallDeps;
  readonly #to: RungAddress;
  /** Without text where that was refused. */
  #media: LocalTransports;
  #local: LocalSdp;
  readonly #callId = randomBytes(16).toString('hex');
  readonly #tag = randomBytes(8).toString('hex');
  readonly #answers: DigestAnswers;
  readonly #release: () => void;
  #cseq = 0;
  #peer: Peer | undefined;
  #client: InviteUserAgentClient | undefined;
  #offer = '';
  /** Of a provisional response, by its tag: the answer, where the final one has none (RFC 3261 §13.2.1). */
  readonly #earlyAnswers = new Map<string, string>();
  #session: SipSession | undefined;
  #prackCount = 0;
  #hasHeard = false;
  #isRinging = false;
  /** The main thread has been told, or wants no more. */
  #isOver = false;
  #isGone = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ call, to, media }: RingCommand, deps: OutgoingCallDeps) {
    const { trunk, announcedAddress } = deps;
    this.key = call;
    this.#to = to;
    this.#media = media;
    this.#deps = deps;
    this.#local = new LocalSdp(announcedAddress, media);
    this.#answers = answersFor(trunk.settings);
    this.#release = trunk.hold(() => this.#connectionLost());
    void this.#start();
  }

  addText(text: LocalTransport | undefined): void {
    this.#session?.addText(text);
  }

  requestKeyFrame(): void {
    this.#session?.requestKeyFrame();
  }

  hangUp(): void {
    if (this.#session !== undefined) return this.#session.hangUp();
    if (this.#isOver) return;
    this.#tell('us');
    this.#cancel();
  }

  async #start(): Promise<void> {
    const { trunk, expect } = this.#deps;
    try {
      const flow = await trunk.reach();
      if (this.#isGone) return;
      if (this.#isOver) return this.#gone();
      expect(this.#callId, flow.address);
      this.#peer = { flow, isSips: false };
      this.#timer = setTimeout(() => this.#unheard(), UNHEARD_MS);
      this.#invite();
    } catch (error) {
      const isNamed = error instanceof TrunkUnreachable;
      this.#fail('failed', isNamed ? error.message : 'a fault of the server');
      if (!isNamed) throw error;
    }
  }

  #invite(): void {
    const peer = this.#peer;
    const { trunk, core } = this.#deps;
    const requestUri = rungUri(this.#to, trunk.settings);
    if (peer === undefined || requestUri === undefined) return this.#fail('unknownNumber');
    this.#offer = this.#local.offer(this.#isSecure);
    this.#cseq += 1;
    this.#client = core.invite(
      peer,
      {
        requestUri,
        from: ownUri(trunk.settings),
        callId: this.#callId,
        fromTag: this.#tag,
        cseq: this.#cseq,
        extraHeaders: this.#answers.lines,
        body: sdpBody(this.#offer),
      },
      {
        onTrying: () => this.#heard(),
        onProgress: (progress) => this.#progressed(progress),
        onAccept: (accepted) => this.#accepted(accepted),
        // Whoever may redirect a call decides who pays for it: none is followed.
        onRedirect: () =>
          this.#fail('failed', 'the trunk redirects the call, which is not followed'),
        onReject: (rejected) => this.#rejected(rejected),
      },
    );
  }

  #heard(): void {
    if (!this.#hasHeard && !this.#isOver) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ringsTooLong(), RING_MS);
    }
    this.#hasHeard = true;
    if (this.#isRinging || this.#isOver) return;
    this.#isRinging = true;
    this.#deps.emit({ type: 'ringing', call: this.key });
  }

  /** Its sound (early media) is not for the meeting, and is not listened to. */
  #progressed({ message, prack }: PrackableIncomingResponseWithSession): void {
    this.#heard();
    if (message.body) this.#earlyAnswers.set(message.toTag, message.body);
    // We do not ask for reliable provisional responses, but some trunks insist on them (RFC 3262 §4).
    const isReliable = message.getHeaders('require').some((tags) => /\b100rel\b/i.test(tags));
    const sequence = message.getHeader('rseq') ?? '';
    if (!isReliable || !/^\d{1,10}$/.test(sequence) || this.#prackCount >= MAX_PRACKS) return;
    this.#prackCount += 1;
    prack({ extraHeaders: [`RAck: ${sequence} ${message.cseq} INVITE`] });
  }

  #accepted({ message, session, ack }: AckableIncomingResponseWithSession): void {
    this.#heard();
    ack({ extraHeaders: this.#answers.lines });
    const peer = this.#peer;
    const isFirst = this.#session === undefined && !this.#isOver;
    // A second phone has answered too, or one just now that was no longer to.
    if (!isFirst || peer === undefined) {
      this.#bye(session);
      return this.#isOver && this.#session === undefined ? this.#gone() : undefined;
    }
    const sdp = message.body || this.#earlyAnswers.get(message.toTag) || '';
    const context = { isSignallingSecure: this.#isSecure, source: peer.flow.address };
    const answer = readAnswer(sdp, this.#offer, context);
    if (answer === undefined) {
      this.#bye(session);
      return this.#fail('failed', 'its answer has no sound that can be used');
    }
    clearTimeout(this.#timer);
    if (this.#media.text !== undefined && !answer.media.some(({ kind }) => kind === 'text')) {
      this.#media = withoutText(this.#media);
      this.#local.refuseText();
    }
    const { core, maxCallSeconds, emit } = this.#deps;
    const start = {
      isConfirmed: true,
      mayBye: () => true,
      bye: (one: Session) => this.#bye(one),
    };
    this.#session = new SipSession(session, peer, start, {
      key: this.key,
      core,
      maxCallSeconds,
      local: this.#local,
      media: this.#media,
      allow: message.getHeaders('allow'),
      emit,
      onEnd: (by) => {
        this.#tell(by);
        this.#gone();
      },
    });
    this.#session.expectRefresh(answeredTimer(message));
    this.#session.agree(answer);
  }

  #rejected({ message }: IncomingResponse): void {
    // Of sip.js itself: nothing has come, or nothing could be sent.
    const isOwn = (message.via as unknown) === undefined;
    const statusCode = message.statusCode ?? 500;
    if (this.#isOver) return this.#gone();
    if (isOwn && !this.#hasHeard) return this.#fail('failed', 'it does not answer');
    if (isOwn) return this.#fail('failed', 'its connection was lost');
    if (statusCode === 401 || statusCode === 407) return this.#challenged(statusCode);
    if (OF_MEDIA.has(statusCode) && this.#media.text !== undefined) return this.#withoutText();
    const why = unansweredBy(statusCode);
    this.#fail(why, why === 'failed' ? `it refuses a call with ${statusCode}` : undefined);
  }

  /** Once more: some take no offer with a kind of media that they do not know, though RFC 3264 §6 has them refuse that alone. */
  #withoutText(): void {
    this.#media = withoutText(this.#media);
    this.#local = new LocalSdp(this.#deps.announcedAddress, this.#media);
    this.#invite();
  }

  #challenged(statusCode: number): void {
    const { core, trunk } = this.#deps;
    const uri = rungUri(this.#to, trunk.settings)?.toRaw() ?? '';
    const { challenges } = core;
    if (this.#answers.answer({ statusCode, challenges }, 'INVITE', uri)) return this.#invite();
    const { user } = trunk.settings;
    const problem = 'it does not accept SIP_DIAL_OUT_USER and SIP_DIAL_OUT_PASSWORD';
    this.#fail(
      'failed',
      user === undefined ? 'it wants SIP_DIAL_OUT_USER and SIP_DIAL_OUT_PASSWORD' : problem,
    );
  }

  /** With an answer to its challenge, if there is one. */
  #bye(session: Session, answers = answersFor(this.#deps.trunk.settings)): void {
    const { core } = this.#deps;
    const extraHeaders = answers.lines;
    const peer = this.#peer;
    session.bye(
      {
        onReject: ({ message: { statusCode = 0 } }) => {
          const { challenges } = core;
          const uri = session.remoteTarget.toRaw();
          const isChallenge = statusCode === 401 || statusCode === 407;
          if (!isChallenge || peer === undefined) return;
          if (!answers.answer({ statusCode, challenges }, 'BYE', uri)) return;
          core.within(peer, () => this.#bye(session, answers));
        },
      },
      { extraHeaders },
    );
  }

  #unheard(): void {
    if (!this.#isOver) this.#deps.report('it does not answer');
    this.#tell('caller', 'failed');
    this.#cancel();
  }

  #ringsTooLong(): void {
    this.#tell('us', 'noAnswer');
    this.#cancel();
  }

  /** Only of a call that nobody has answered: the others go on, with a new connection when one is needed. */
  #connectionLost(): void {
    if (this.#session !== undefined || this.#client === undefined) return;
    this.#fail('failed', 'its connection was lost');
  }

  /** A 200 that crosses the CANCEL is acknowledged, and hung up at once. */
  #cancel(): void {
    clearTimeout(this.#timer);
    const client = this.#client;
    const peer = this.#peer;
    // Being connected: `#start` sees that it is over.
    if (client === undefined || peer === undefined) return;
    this.#timer = setTimeout(() => this.#gone(), CANCELLED_MS);
    this.#deps.core.within(peer, () => client.cancel());
  }

  #fail(why: Unanswered, problem?: string): void {
    if (problem !== undefined && !this.#isOver) this.#deps.report(problem);
    this.#tell('caller', why);
    this.#gone();
  }

  #tell(by: EndedBy, why?: Unanswered): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const ended = { type: 'ended', call: this.key, by } as const;
    this.#deps.emit(why === undefined ? ended : { ...ended, why });
  }

  /** Its place is free for another. */
  #gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#timer);
    this.#release();
    const client = this.#client;
    // One that was answered, or refused, ends by itself, and repeats its ACK until then.
    if (client !== undefined && isPending(client)) this.#deps.core.abandon(client);
    this.#deps.onEnd(this);
  }

  get #isSecure(): boolean {
    return this.#deps.trunk.settings.protocol === 'TLS';
  }
}

function answersFor({ user, password }: DialOutSettings): DigestAnswers {
  const hasBoth = user !== undefined && password !== undefined;
  return new DigestAnswers(hasBoth ? { user, password } : undefined);
}

function isPending({ transaction: { state } }: InviteUserAgentClient): boolean {
  return state === TransactionState.Calling || state === TransactionState.Proceeding;
}
