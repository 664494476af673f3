// SRTP and SRTCP with AES-128-GCM (RFC 7714), keys derived as in RFC 3711 §4.3.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const TAG_BYTES = 16;
const SALT_BYTES = 12;
/** The cleartext header of an RTCP packet, and the length of the trailing index. */
const RTCP_CLEAR_BYTES = 8;
const INDEX_BYTES = 4;
const ENCRYPTED = 0x8000_0000;
/** Derived from a master key (RFC 3711 §4.3.2). */
const LABEL = { rtpKey: 0, rtpSalt: 2, rtcpKey: 3, rtcpSalt: 5 };

interface SessionKey {
  /** A KeyObject, not bytes: Node would convert them for each packet, which takes four times as long as the rest. */
  key: KeyObject;
  salt: Buffer;
}

export interface MasterKey {
  key: Buffer;
  salt: Buffer;
}

export class Srtp {
  readonly #rtp: SessionKey;
  readonly #rtcp: SessionKey;
  readonly #remoteRtp: SessionKey;
  readonly #remoteRtcp: SessionKey;
  #rtcpIndex = 0;

  constructor(local: MasterKey, remote: MasterKey) {
    this.#rtp = sessionKey(local, LABEL.rtpKey, LABEL.rtpSalt);
    this.#rtcp = sessionKey(local, LABEL.rtcpKey, LABEL.rtcpSalt);
    this.#remoteRtp = sessionKey(remote, LABEL.rtpKey, LABEL.rtpSalt);
    this.#remoteRtcp = sessionKey(remote, LABEL.rtcpKey, LABEL.rtcpSalt);
  }

  /** @param index the sequence number, with its rollover counter above the 16 bits. */
  protect(header: Buffer, payload: Buffer, index: number): Buffer {
    const vector = rtpVector(header, index);
    const cipher = createCipheriv('aes-128-gcm', this.#rtp.key, salted(vector, this.#rtp));
    cipher.setAAD(header);
    const encrypted = cipher.update(payload);
    cipher.final();
    return Buffer.concat([header, encrypted, cipher.getAuthTag()]);
  }

  /**
   * @param headerBytes the length of the header, extensions included.
   * @param index the sequence number, with its rollover counter above the 16 bits.
   * @throws Error if it fails authentication.
   */
  unprotect(packet: Buffer, headerBytes: number, index: number): Buffer {
    const header = packet.subarray(0, headerBytes);
    const { key } = this.#remoteRtp;
    const vector = salted(rtpVector(header, index), this.#remoteRtp);
    const decipher = createDecipheriv('aes-128-gcm', key, vector);
    decipher.setAAD(header);
    decipher.setAuthTag(packet.subarray(-TAG_BYTES));
    const decrypted = decipher.update(packet.subarray(headerBytes, -TAG_BYTES));
    decipher.final();
    return Buffer.concat([header, decrypted]);
  }

  protectRtcp(packet: Buffer): Buffer {
    this.#rtcpIndex += 1;
    const index = this.#rtcpIndex;
    const trailer = Buffer.alloc(INDEX_BYTES);
    trailer.writeUInt32BE(ENCRYPTED + index);
    const clear = packet.subarray(0, RTCP_CLEAR_BYTES);
    const vector = rtcpVector(clear, index);
    const cipher = createCipheriv('aes-128-gcm', this.#rtcp.key, salted(vector, this.#rtcp));
    cipher.setAAD(Buffer.concat([clear, trailer]));
    const encrypted = cipher.update(packet.subarray(RTCP_CLEAR_BYTES));
    cipher.final();
    return Buffer.concat([clear, encrypted, cipher.getAuthTag(), trailer]);
  }

  /** @throws Error if it fails authentication. */
  unprotectRtcp(packet: Buffer): Buffer {
    const trailer = packet.subarray(-INDEX_BYTES);
    const clear = packet.subarray(0, RTCP_CLEAR_BYTES);
    const vector = rtcpVector(clear, trailer.readUInt32BE() % ENCRYPTED);
    const { key } = this.#remoteRtcp;
    const decipher = createDecipheriv('aes-128-gcm', key, salted(vector, this.#remoteRtcp));
    decipher.setAAD(Buffer.concat([clear, trailer]));
    const tagAt = packet.length - INDEX_BYTES - TAG_BYTES;
    decipher.setAuthTag(packet.subarray(tagAt, -INDEX_BYTES));
    const decrypted = decipher.update(packet.subarray(RTCP_CLEAR_BYTES, tagAt));
    decipher.final();
    return Buffer.concat([clear, decrypted]);
  }
}

function rtpVector(header: Buffer, index: number): Buffer {
  const vector = Buffer.alloc(SALT_BYTES);
  header.copy(vector, 2, 8, 12);
  vector.writeUIntBE(index, 6, 6);
  return vector;
}

function rtcpVector(clear: Buffer, index: number): Buffer {
  const vector = Buffer.alloc(SALT_BYTES);
  clear.copy(vector, 2, 4, 8);
  vector.writeUInt32BE(index, 8);
  return vector;
}

function salted(vector: Buffer, { salt }: SessionKey): Buffer {
  for (let at = 0; at < SALT_BYTES; at += 1) vector[at] = (vector[at] ?? 0) ^ (salt[at] ?? 0);
  return vector;
}

function sessionKey(master: MasterKey, keyLabel: number, saltLabel: number): SessionKey {
  const key = createSecretKey(derive(master, keyLabel, master.key.length));
  return { key, salt: derive(master, saltLabel, SALT_BYTES) };
}

function derive(master: MasterKey, label: number, length: number): Buffer {
  const counter = Buffer.alloc(16);
  master.salt.copy(counter);
  counter[7] = (counter[7] ?? 0) ^ label;
  return createCipheriv('aes-128-ctr', master.key, counter).update(Buffer.alloc(length));
}
