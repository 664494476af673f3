// A STUN binding request, as a browser sends it to nominate a pair of addresses (RFC 8445, 8489).
import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BINDING_REQUEST = 0x0001;
const MAGIC_COOKIE = 0x2112a442;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;
const HEADER_LENGTH = 20;

/** The request that makes a mediasoup transport take its sender for the other side. */
export function bindingRequest({ iceParameters: { usernameFragment, password } }) {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);

  let message = Buffer.concat([
    header,
    attribute(USERNAME, Buffer.from(`${usernameFragment}:proof`)),
    attribute(PRIORITY, uint32(1)),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ]);
  // Both sums are taken over a header whose length counts them already.
  message = withLength(message, 24);
  const integrity = createHmac('sha1', password).update(message).digest();
  message = Buffer.concat([message, attribute(MESSAGE_INTEGRITY, integrity)]);
  message = withLength(message, 8);
  const sum = uint32((crc32(message) ^ 0x5354554e) >>> 0);
  return Buffer.concat([message, attribute(FINGERPRINT, sum)]);
}

function withLength(message, following) {
  message.writeUInt16BE(message.length - HEADER_LENGTH + following, 2);
  return message;
}

function attribute(type, value) {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
