// SRTP and SRTCP with AES_CM_128_HMAC_SHA1_80 (RFC 3711), keyed by SDES (RFC 4568 §6.2).
import {
  createCipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { SrtpKey } from './agreedMedia.ts';
import { ReplayWindow } from './replayWindow.ts';
import { rtpHeaderBytes, sequenceDistance } from './rtpPacket.ts';

const KEY_BYTES = 16;
const SALT_BYTES = 14;
const AUTH_KEY_BYTES = 20;
const TAG_BYTES = 10;
/** The part of an RTCP packet that stays in clear, and the length of the index behind it. */
const RTCP_CLEAR_BYTES = 8;
const INDEX_BYTES = 4;
const ENCRYPTED = 0x8000_0000;
/** Key derivation labels (§4.3.1, §4.3.2). */
const RTP = { key: 0, auth: 1, salt: 2 };
const RTCP = { key: 3, auth: 4, salt: 5 };
/** Phones change their SSRC now and then; the oldest is forgotten. */
const MAX_SSRCS = 64;

interface SessionKeys {
  /** A KeyObject: from bytes Node would make one for each packet, which takes longer than the rest. */
  key: KeyObject;
  auth: KeyObject;
  salt: Buffer;
}

export function generateSrtpKey(): SrtpKey {
  return randomBytes(KEY_BYTES + SALT_BYTES).toString('base64');
}

/** Encrypts what we send, with our own key. */
export class SrtpSender {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  #rollovers = 0;
  #lastSequence: number | undefined;
  #rtcpIndex = 0;

  constructor(key: SrtpKey) {
    this.#rtp = sessionKeys(key, RTP);
    this.#rtcp = sessionKeys(key, RTCP);
  }

  /** Packets must come in the order of their sequence numbers, with one SSRC. */
  protect(packet: Buffer): Buffer {
    const headerBytes = rtpHeaderBytes(packet) ?? packet.length;
    const sequence = packet.readUInt16BE(2);
    if (this.#lastSequence !== undefined && sequence < this.#lastSequence) this.#rollovers += 1;
    this.#lastSequence = sequence;
    const counter = counterOf(this.#rtp, packet.readUInt32BE(8), this.#rollovers, sequence);
    const sent = Buffer.concat([
      packet.subarray(0, headerBytes),
      encrypt(this.#rtp, counter, packet.subarray(headerBytes)),
    ]);
    return Buffer.concat([sent, rtpTag(this.#rtp, sent, this.#rollovers)]);
  }

  protectRtcp(packet: Buffer): Buffer {
    const index = this.#rtcpIndex;
    this.#rtcpIndex += 1;
    const counter = rtcpCounterOf(this.#rtcp, packet.readUInt32BE(4), index);
    const trailer = Buffer.alloc(INDEX_BYTES);
    trailer.writeUInt32BE(ENCRYPTED + index);
    const sent = Buffer.concat([
      packet.subarray(0, RTCP_CLEAR_BYTES),
      encrypt(this.#rtcp, counter, packet.subarray(RTCP_CLEAR_BYTES)),
      trailer,
    ]);
    return Buffer.concat([sent, tag(this.#rtcp, sent)]);
  }
}

interface ReceivedStream {
  /** The highest index received: the rollover counter above the 16 bits of the sequence number. */
  index: number;
  window: ReplayWindow;
}

/** Decrypts what arrives, when it is authentic and no replay. */
export class SrtpReceiver {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #streams = new Map<number, ReceivedStream>();
  readonly #rtcpWindows = new Map<number, ReplayWindow>();

  constructor(key: SrtpKey) {
    this.#rtp = sessionKeys(key, RTP);
    this.#rtcp = sessionKeys(key, RTCP);
  }

  /** @returns undefined when it is forged, replayed or encrypted with another key. */
  unprotect(packet: Buffer): Buffer | undefined {
    const headerBytes = rtpHeaderBytes(packet);
    const end = packet.length - TAG_BYTES;
    if (headerBytes === undefined || end < headerBytes) return undefined;
    const sequence = packet.readUInt16BE(2);
    const ssrc = packet.readUInt32BE(8);
    const stream = this.#streams.get(ssrc);
    const index = stream === undefined ? sequence : guessIndex(stream.index, sequence);
    if (index < 0 || stream?.window.hasSeen(index) === true) return undefined;
    const rollovers = Math.floor(index / 0x1_0000);
    const expected = rtpTag(this.#rtp, packet.subarray(0, end), rollovers);
    if (!timingSafeEqual(expected, packet.subarray(end))) return undefined;
    const taken = stream ?? this.#open(ssrc);
    taken.window.see(index);
    taken.index = Math.max(taken.index, index);
    const counter = counterOf(this.#rtp, ssrc, rollovers, sequence);
    return Buffer.concat([
      packet.subarray(0, headerBytes),
      encrypt(this.#rtp, counter, packet.subarray(headerBytes, end)),
    ]);
  }

  /** @returns undefined when it is forged, replayed or encrypted with another key. */
  unprotectRtcp(packet: Buffer): Buffer | undefined {
    const tagAt = packet.length - TAG_BYTES;
    const indexAt = tagAt - INDEX_BYTES;
    if (indexAt < RTCP_CLEAR_BYTES) return undefined;
    const trailer = packet.readUInt32BE(indexAt);
    const index = trailer % ENCRYPTED;
    const ssrc = packet.readUInt32BE(4);
    const window = this.#rtcpWindows.get(ssrc) ?? new ReplayWindow();
    if (window.hasSeen(index)) return undefined;
    const expected = tag(this.#rtcp, packet.subarray(0, tagAt));
    if (!timingSafeEqual(expected, packet.subarray(tagAt))) return undefined;
    window.see(index);
    keep(this.#rtcpWindows, ssrc, window);
    if (trailer < ENCRYPTED) return packet.subarray(0, indexAt);
    const counter = rtcpCounterOf(this.#rtcp, ssrc, index);
    return Buffer.concat([
      packet.subarray(0, RTCP_CLEAR_BYTES),
      encrypt(this.#rtcp, counter, packet.subarray(RTCP_CLEAR_BYTES, indexAt)),
    ]);
  }

  #open(ssrc: number): ReceivedStream {
    const stream = { index: 0, window: new ReplayWindow() };
    keep(this.#streams, ssrc, stream);
    return stream;
  }
}

function keep<T>(all: Map<number, T>, ssrc: number, one: T): void {
  all.set(ssrc, one);
  const [oldest] = all.keys();
  if (all.size > MAX_SSRCS && oldest !== undefined) all.delete(oldest);
}

/** The rollover count that brings the sequence number nearest to the highest index (RFC 3711 §3.3.1). */
function guessIndex(highest: number, sequence: number): number {
  return highest + sequenceDistance(sequence, highest & 0xffff);
}

function counterOf(keys: SessionKeys, ssrc: number, rollovers: number, low: number): Buffer {
  const counter = Buffer.alloc(KEY_BYTES);
  counter.writeUInt32BE(ssrc, 4);
  counter.writeUInt32BE(rollovers, 8);
  counter.writeUInt16BE(low, 12);
  return salted(counter, keys.salt);
}

/** SRTCP's index has 31 bits, and has the place in the counter of SRTP's 48. */
function rtcpCounterOf(keys: SessionKeys, ssrc: number, index: number): Buffer {
  return counterOf(keys, ssrc, index >>> 16, index & 0xffff);
}

function salted(counter: Buffer, salt: Buffer): Buffer {
  for (let at = 0; at < salt.length; at += 1) counter[at] = (counter[at] ?? 0) ^ (salt[at] ?? 0);
  return counter;
}

/** Also decrypts: counter mode XORs a key stream (§4.1.1). */
function encrypt({ key }: SessionKeys, counter: Buffer, content: Buffer): Buffer {
  return createCipheriv('aes-128-ctr', key, counter).update(content);
}

function rtpTag({ auth }: SessionKeys, packet: Buffer, rollovers: number): Buffer {
  const round = Buffer.alloc(4);
  round.writeUInt32BE(rollovers);
  const whole = createHmac('sha1', auth).update(packet).update(round).digest();
  return whole.subarray(0, TAG_BYTES);
}

function tag({ auth }: SessionKeys, packet: Buffer): Buffer {
  return createHmac('sha1', auth).update(packet).digest().subarray(0, TAG_BYTES);
}

function sessionKeys(srtpKey: SrtpKey, label: typeof RTP): SessionKeys {
  const master = Buffer.from(srtpKey, 'base64');
  return {
    key: createSecretKey(deriveSrtpKey(master, label.key, KEY_BYTES)),
    auth: createSecretKey(deriveSrtpKey(master, label.auth, AUTH_KEY_BYTES)),
    salt: deriveSrtpKey(master, label.salt, SALT_BYTES),
  };
}

/**
 * Derives a session key from the master key of 16 bytes with the master salt appended (§4.3.3).
 * @throws Error when they are not 30 bytes together.
 */
export function deriveSrtpKey(master: Buffer, label: number, length: number): Buffer {
  if (master.length !== KEY_BYTES + SALT_BYTES) throw new Error('not an SRTP master key and salt');
  const counter = Buffer.alloc(KEY_BYTES);
  counter[7] = label;
  salted(counter, master.subarray(KEY_BYTES));
  const key = master.subarray(0, KEY_BYTES);
  return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length));
}
