// Seals the datagrams between two servers: AES-256-GCM over all of each, with a key for each tunnel and direction.
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { ReplayWindow } from '../../rtp/replayWindow.ts';
import type { TunnelOptions } from './tunnelMessages.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** A datagram begins with the tunnel's id in that direction, by which the receiver finds its key ... */
const ID_BYTES = 6;
/** ... and the number of the datagram, which with a constant prefix is the nonce (NIST SP 800-38D §8.2.1). */
const COUNTER_BYTES = 8;
const PREFIX_BYTES = 4;
const HEADER_BYTES = ID_BYTES + COUNTER_BYTES;
export const SEALING_BYTES = HEADER_BYTES + TAG_BYTES;
/** Several paths between two data centres overtake each other by less. */
const REPLAY_WINDOW = 1_024;
const AUTH = { authTagLength: TAG_BYTES };
const UINT32 = 2 ** 32;

interface DirectionKeys {
  id: number;
  key: KeyObject;
  prefix: Buffer;
}

/**
 * By HKDF-SHA-256 (RFC 5869), so that they say nothing of the secret or of each other.
 * @param from who sends in that direction.
 */
export function directionKeys(
  secret: string,
  { linkId, salt }: Pick<TunnelOptions, 'linkId' | 'salt'>,
  from: TunnelOptions['end'],
): DirectionKeys {
  const bytes = Buffer.from(
    hkdfSync(
      'sha256',
      secret,
      JSON.stringify([linkId, salt]),
      `media tunnel: from the ${from}`,
      ID_BYTES + PREFIX_BYTES + KEY_BYTES,
    ),
  );
  return {
    id: bytes.readUIntBE(0, ID_BYTES),
    prefix: bytes.subarray(ID_BYTES, ID_BYTES + PREFIX_BYTES),
    key: createSecretKey(bytes.subarray(ID_BYTES + PREFIX_BYTES)),
  };
}

/** @returns the id that a datagram claims; undefined if it is too short for any. */
export function idOf(datagram: Buffer): number | undefined {
  return datagram.length < SEALING_BYTES ? undefined : datagram.readUIntBE(0, ID_BYTES);
}

export class Sealer {
  readonly #keys: DirectionKeys;
  #count = 0;

  constructor(keys: DirectionKeys) {
    this.#keys = keys;
  }

  seal(...parts: Uint8Array[]): Buffer {
    const { id, key, prefix } = this.#keys;
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.writeUIntBE(id, 0, ID_BYTES);
    header.writeUInt32BE(Math.floor(this.#count / UINT32), ID_BYTES);
    header.writeUInt32BE(this.#count % UINT32, ID_BYTES + 4);
    this.#count += 1;
    const cipher = createCipheriv(ALGORITHM, key, nonceOf(prefix, header), AUTH);
    const sealed = cipher.update(Buffer.concat(parts));
    cipher.final();
    return Buffer.concat([header, sealed, cipher.getAuthTag()]);
  }
}

export class Opener {
  readonly id: number;
  readonly #keys: DirectionKeys;
  readonly #window = new ReplayWindow(REPLAY_WINDOW);

  constructor(keys: DirectionKeys) {
    this.id = keys.id;
    this.#keys = keys;
  }

  /**
   * @param datagram with this id.
   * @returns what was sealed; undefined if it is forged, or has been opened already.
   */
  open(datagram: Buffer): Buffer | undefined {
    const count = datagram.readUInt32BE(ID_BYTES) * UINT32 + datagram.readUInt32BE(ID_BYTES + 4);
    if (!Number.isSafeInteger(count) || this.#window.hasSeen(count)) return undefined;
    const { key, prefix } = this.#keys;
    const end = datagram.length - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(prefix, datagram), AUTH);
    decipher.setAuthTag(datagram.subarray(end));
    const opened = decipher.update(datagram.subarray(HEADER_BYTES, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    this.#window.see(count);
    return opened;
  }
}

function nonceOf(prefix: Buffer, datagram: Buffer): Buffer {
  return Buffer.concat([prefix, datagram.subarray(ID_BYTES, HEADER_BYTES)]);
}
