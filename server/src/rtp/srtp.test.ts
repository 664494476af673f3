// The test vectors of RFC 3711; forged and replayed packets are refused.
import { createCipheriv, createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { writeRtp } from './rtpPacket.ts';
import { deriveSrtpKey, generateSrtpKey, SrtpReceiver, SrtpSender } from './srtp.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const packetOf = (sequence: number, ssrc = 77) =>
  writeRtp({
    payloadType: 8,
    hasMarker: false,
    sequence,
    timestamp: sequence * 160,
    ssrc,
    payload: Buffer.alloc(160, sequence),
  });

test('the key stream (RFC 3711 B.2)', () => {
  const key = createSecretKey(hex('2B7E151628AED2A6ABF7158809CF4F3C'));
  const counter = hex('F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000');
  const stream = createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(0xff03 * 16));
  expect(stream.subarray(0, 48)).toEqual(
    hex(
      'E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB 41E95B3BB0A2E8DD477901E4FCA894C0',
    ),
  );
  expect(stream.subarray(0xfeff * 16, 0xff02 * 16)).toEqual(
    hex(
      'EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE 6A2CC3787889374FBEB4C81B17BA6C44',
    ),
  );
});

test('key derivation (RFC 3711 B.3)', () => {
  const master = hex('E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6');
  expect(deriveSrtpKey(master, 0, 16)).toEqual(hex('C61E7A93744F39EE10734AFE3FF7A087'));
  expect(deriveSrtpKey(master, 2, 14)).toEqual(hex('30CBBC08863D8C85D49DB34A9AE1'));
  expect(deriveSrtpKey(master, 1, 94)).toEqual(
    hex(
      `CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE
      E049646C43D9327AD175578EF7227098 6371C10C9A369AC2F94A8C5FBCDDDC25
      6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2`.replaceAll('\n', ''),
    ),
  );
});

test('RTP is accepted once, in any order, also when sequence numbers wrap', () => {
  const key = generateSrtpKey();
  const [sender, receiver] = [new SrtpSender(key), new SrtpReceiver(key)];
  const sent = Array.from({ length: 40 }, (_, at) => packetOf((65_520 + at) & 0xffff));
  const safe = sent.map((packet) => sender.protect(packet));
  const order = safe.map((_, at) => (at % 4 === 3 ? at - 1 : at % 4 === 2 ? at + 1 : at));
  for (const at of order) {
    expect(receiver.unprotect(safe[at] ?? Buffer.alloc(0))).toEqual(sent[at]);
  }
  for (const packet of safe) expect(receiver.unprotect(packet)).toBeUndefined();
});

test('a packet that is changed, truncated or of another key is refused', () => {
  const key = generateSrtpKey();
  const receiver = new SrtpReceiver(key);
  const safe = new SrtpSender(key).protect(packetOf(5));
  for (let at = 0; at < safe.length; at += 1) {
    const changed = Buffer.from(safe);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(receiver.unprotect(changed)).toBeUndefined();
    expect(receiver.unprotect(safe.subarray(0, at))).toBeUndefined();
  }
  expect(
    receiver.unprotect(new SrtpSender(generateSrtpKey()).protect(packetOf(5))),
  ).toBeUndefined();
  expect(receiver.unprotect(safe)).toEqual(packetOf(5));
});

test('RTCP is accepted once, unchanged', () => {
  const key = generateSrtpKey();
  const [sender, receiver] = [new SrtpSender(key), new SrtpReceiver(key)];
  const report = hex('80c90001 00000063 81ca0002 00000063 01010000');
  const safe = [sender.protectRtcp(report), sender.protectRtcp(report)];
  expect(safe[0]).not.toEqual(safe[1]);
  for (const packet of safe) expect(receiver.unprotectRtcp(packet)).toEqual(report);
  for (const packet of safe) expect(receiver.unprotectRtcp(packet)).toBeUndefined();
  const changed = sender.protectRtcp(report);
  changed[9] = (changed[9] ?? 0) ^ 1;
  expect(receiver.unprotectRtcp(changed)).toBeUndefined();
});
