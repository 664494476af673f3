// RTP and RTCP with one other end on one line of real-time text.
import type { AgreedText, LocalTransport } from '../agreedMedia.ts';
import { writeNames } from '../rtcp.ts';
import type { RtpPacket } from '../rtpPacket.ts';
import type { PortPair } from '../rtpPorts.ts';
import { RtpSession } from '../rtpSession.ts';
import { SsrcTakeover } from '../ssrcTakeover.ts';
import { TokenBucket } from '../tokenBucket.ts';
import { TextMixer } from './textMixer.ts';
import { TextReceiver } from './textReceiver.ts';
import { TextRtpSender } from './textRtpSender.ts';
import { GAP } from '@distansmote/shared/signalling/t140.ts';
import type { TextWriter } from './writerTurns.ts';

const CLOCK_RATE = 1_000;
/** Held before anything is agreed: some seconds of writing. */
const MAX_EARLY = { packets: 10, packetBytes: 1_500 };
/** Nobody writes faster, and no telephone that knows RFC 4103 sends more (§6); what is pasted may come in one. */
const RECEIVED = { perSecond: 30, burst: 300 };
/** How often names are told, since RTCP may be lost, and how many in one packet. */
const NAMES_INTERVAL_MS = 5_000;
const NAMES_IN_PACKET = 15;

export interface TextRtpEvents {
  /** @param text characters, backspaces (U+0008) and new lines (U+2028) */
  onText(text: string): void;
  /** So many characters came faster than anybody writes. */
  onDropped(characters: number): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class TextRtpSession {
  readonly #session: RtpSession;
  readonly #sender = new TextRtpSender();
  readonly #receiver = new TextReceiver();
  readonly #mixer = new TextMixer();
  readonly #events: TextRtpEvents;
  readonly #received = new TokenBucket(RECEIVED);
  #agreed: AgreedText | undefined;
  #isFlooded = false;
  #namesAt = 0;

  /**
   * @param ports closed with the session
   * @param cname of RTCP: that of the call's sound
   */
  constructor(ports: PortPair, cname: string, events: TextRtpEvents) {
    this.#events = events;
    const line = { clockRate: CLOCK_RATE, maxEarly: MAX_EARLY, takeover: new SsrcTakeover() };
    this.#session = new RtpSession(
      { ports, line, cname, stream: this.#sender },
      {
        onPacket: (packet, isNew, now) => this.#arrived(packet, isNew, now),
        onReachedChanged: () => undefined,
      },
    );
  }

  /** For our SDP. */
  get local(): LocalTransport {
    return this.#session.local;
  }

  /** At first and after each re-INVITE; undefined: the line has been switched off, and may come back. */
  agree(text: AgreedText | undefined): void {
    this.#agreed = text;
    if (text === undefined) return;
    this.#receiver.agree(text);
    this.#mixer.agree(text);
    const types = [text.payloadType, text.redundancyPayloadType];
    this.#session.agree(text, new Set(types.filter((type) => type !== undefined)));
  }

  /** @param text as `onText` */
  write(writer: TextWriter, text: string): void {
    if (this.#mixer.write(writer, text)) this.#tellNames(performance.now());
  }

  /** Sends what is due, and gives up what is waited for in vain. To be called often. */
  tick(now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    this.#take(this.#receiver.flush(now), now);
    this.#session.reportWhenDue(now);
    if (now - this.#namesAt >= NAMES_INTERVAL_MS) this.#tellNames(now);
    if (!this.#session.isOpen) return;
    const at = Math.floor(now);
    const packet = this.#mixer.take(at);
    if (packet !== undefined) this.#session.send(this.#sender.packet(packet, agreed, at));
  }

  /** Sends RTCP BYE and closes the ports. */
  close(): void {
    this.#session.close();
  }

  #arrived(packet: RtpPacket, isNew: boolean, now: number): void {
    if (isNew && this.#agreed?.isSending === true)
      this.#take(this.#receiver.receive(packet, now), now);
  }

  #take(text: string, now: number): void {
    if (text === '') return;
    let taken = '';
    for (const character of text) {
      // A flood costs no more than its first character that is too many.
      if (!this.#received.take(1, now)) break;
      taken += character;
    }
    const dropped = text.length - taken.length;
    // Once for each flood.
    if (dropped > 0 && !this.#isFlooded) taken += GAP;
    this.#isFlooded = dropped > 0;
    if (taken !== '') this.#events.onText(taken);
    if (dropped > 0) this.#events.onDropped(dropped);
  }

  /** RFC 9071 §3.15: who wrote what is known by the SSRC in the packet. */
  #tellNames(now: number): void {
    this.#namesAt = now;
    const { names } = this.#mixer;
    for (let at = 0; at < names.length; at += NAMES_IN_PACKET)
      this.#session.sendFeedback(now, [writeNames(names.slice(at, at + NAMES_IN_PACKET))]);
  }
}
