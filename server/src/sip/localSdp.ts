// Writes our SDP for a call, answers and offers line by line, with a version that goes up only when they change.
import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type {
  AgreedBfcp,
  AgreedText,
  AgreedVideo,
  LocalBfcp,
  LocalTransport,
} from '../rtp/agreedMedia.ts';
import { answerAudio, offerAudio } from './audioSdp.ts';
import { bfcpLines } from './bfcpSdp.ts';
import type { MediaDescription } from './mediaDescription.ts';
import type { NegotiatedLine, Negotiation } from './sdpNegotiation.ts';
import { answerText, offerText, refusedText } from './textSdp.ts';
import { answerVideo, labelOf, offerVideo, offerVideoAgain, OUR_SLIDES_LABEL } from './videoSdp.ts';

const EOL = '\r\n';
const MAX_SESSION_ID = 2 ** 47;

/** Our end of each media line of a call. A kind that is absent is refused. */
export interface LocalTransports {
  audio: LocalTransport;
  /** Of the main picture. */
  video?: LocalTransport;
  /** Of a second video line with `content:slides` (RFC 4796). */
  slides?: LocalTransport;
  /** Floor control of the slides (RFC 8856), which needs them. */
  bfcp?: LocalBfcp;
  /** Of real-time text (RFC 4103). */
  text?: LocalTransport;
  /** The audio in G.722 rather than in G.711. */
  prefersWideband?: boolean;
}

export class LocalSdp {
  readonly #id = randomInt(MAX_SESSION_ID);
  readonly #address: string;
  #media: LocalTransports;
  /** Of the last answer: a later offer of ours must have them too, in the same order (RFC 3264 §8). */
  #lines: readonly NegotiatedLine[] = [];
  /** By their m= line, also one that the other end has switched off since: it may come back. */
  readonly #pictures = new Map<number, { offered: MediaDescription; agreed: AgreedVideo }>();
  #floor: { offered: MediaDescription; agreed: AgreedBfcp } | undefined;
  #text: { offered: MediaDescription; agreed: AgreedText } | undefined;
  #isTextRefused = false;
  #version = 0;
  #written: string | undefined;

  /** @param address the one by which the other end reaches us. */
  constructor(address: string, media: LocalTransports) {
    this.#address = address;
    this.#media = media;
  }

  /** From now on a line of text is accepted too. */
  addText(text: LocalTransport): void {
    this.#media = { ...this.#media, text };
  }

  /** The other end has refused the line of text that we offered, which keeps its place (RFC 3264 §8). */
  refuseText(): void {
    this.#media = withoutText(this.#media);
    this.#isTextRefused = true;
  }

  /** @param negotiation limited to our transports. */
  answerTo({ lines }: Negotiation): string {
    this.#lines = lines;
    for (const { offered, agreed } of lines) {
      if (agreed?.kind === 'video') this.#pictures.set(agreed.mediaLine, { offered, agreed });
      if (agreed?.kind === 'bfcp') this.#floor = { offered, agreed };
      if (agreed?.kind === 'text') this.#text = { offered, agreed };
    }
    return this.#write(lines.flatMap((line) => this.#answerLine(line)));
  }

  /** For an INVITE without an offer (RFC 3261 §13.2.1), at the start of a call or later. */
  offer(isEncrypted: boolean): string {
    const lines = this.#lines;
    if (lines.length > 0)
      return this.#write(lines.flatMap((line, at) => this.#offerLine(line, at, isEncrypted)));
    const { video, slides, bfcp, text } = this.#media;
    return this.#write([
      ...this.#offerAudio(isEncrypted),
      ...(video === undefined ? [] : offerVideo(video, 'main', isEncrypted)),
      ...(slides === undefined ? [] : offerVideo(slides, 'slides', isEncrypted)),
      ...(slides && bfcp ? bfcpLines(bfcp, 'server', OUR_SLIDES_LABEL) : []),
      ...(text === undefined ? [] : offerText(text, isEncrypted)),
      ...(text === undefined && this.#isTextRefused ? [refusedText(isEncrypted)] : []),
    ]);
  }

  #answerLine({ offered, agreed, cryptoTag }: NegotiatedLine): string[] {
    switch (agreed?.kind) {
      case 'audio':
        return answerAudio(this.#media.audio, offered, agreed, cryptoTag);
      case 'video':
        return answerVideo(this.#videoTransport(agreed), offered, agreed, cryptoTag);
      case 'bfcp':
        return this.#floorControl(offered, agreed);
      case 'text':
        return answerText(this.#textTransport, offered, agreed, cryptoTag);
      case undefined:
        return [refused(offered)];
    }
  }

  #offerLine({ offered, agreed }: NegotiatedLine, at: number, isEncrypted: boolean): string[] {
    switch (agreed?.kind) {
      case 'audio': {
        const { digitsPayloadType } = agreed;
        return this.#offerAudio(isEncrypted, offered.protocol, digitsPayloadType);
      }
      case 'video':
      case 'bfcp':
      case 'text':
      case undefined:
        return (
          this.#offerPicture(at) ??
          this.#offerFloor(at) ??
          this.#offerText(at) ?? [refused(offered)]
        );
    }
  }

  #offerAudio(isEncrypted: boolean, protocol?: string, digitsPayloadType?: number): string[] {
    const { audio, prefersWideband = false } = this.#media;
    return offerAudio(audio, {
      isEncrypted,
      isWideband: prefersWideband,
      protocol,
      digitsPayloadType,
    });
  }

  /** Some switch a picture off by port 0 while they hold, and resume by an INVITE without an offer. */
  #offerPicture(at: number): string[] | undefined {
    const picture = this.#pictures.get(at);
    if (picture === undefined) return undefined;
    const { offered, agreed } = picture;
    return offerVideoAgain(this.#videoTransport(agreed), offered, agreed);
  }

  /** As a picture. */
  #offerText(at: number): string[] | undefined {
    const text = this.#text;
    if (text?.agreed.mediaLine !== at) return undefined;
    return offerText(this.#textTransport, text.agreed.remoteSrtpKey !== undefined, text);
  }

  get #textTransport(): LocalTransport {
    const { text } = this.#media;
    if (text === undefined) throw new Error('text was accepted without a transport');
    return text;
  }

  #videoTransport({ content }: AgreedVideo): LocalTransport {
    const transport = content === 'main' ? this.#media.video : this.#media.slides;
    if (transport === undefined) throw new Error('video was accepted without a transport');
    return transport;
  }

  #offerFloor(at: number): string[] | undefined {
    if (this.#floor?.agreed.mediaLine !== at) return undefined;
    return this.#floorControl(this.#floor.offered, this.#floor.agreed);
  }

  #floorControl(offered: MediaDescription, { role }: AgreedBfcp): string[] {
    const pictures = [...this.#pictures.values()];
    const slides = pictures.find(({ agreed }) => agreed.content === 'slides');
    if (this.#media.bfcp === undefined || slides === undefined)
      throw new Error('floor control was accepted without a transport or slides');
    const label = labelOf(slides.offered, 'slides') ?? OUR_SLIDES_LABEL;
    return bfcpLines(this.#media.bfcp, role, label, offered);
  }

  /** RFC 3264 §8: the version goes up by one when anything else has changed. */
  #write(media: readonly string[]): string {
    const connection = `IN IP${isIPv6(this.#address) ? 6 : 4} ${this.#address}`;
    const rest = ['s=-', `c=${connection}`, 't=0 0', ...media].join(EOL);
    if (rest !== this.#written) this.#version += 1;
    this.#written = rest;
    return ['v=0', `o=- ${this.#id} ${this.#version} ${connection}`, rest, ''].join(EOL);
  }
}

export function withoutText(media: LocalTransports): LocalTransports {
  const { text: _, ...rest } = media;
  return rest;
}

/** Port 0, and the formats as offered (RFC 3264 §6). */
function refused({ kind, protocol, formats }: MediaDescription): string {
  return `m=${kind} 0 ${protocol} ${formats}`;
}
