// Our SRTP is interoperable with another implementation (werift), in both directions.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  ProtectionProfileAeadAes128Gcm,
  RtpHeader,
  RtpPacket,
  SrtcpSession,
  SrtpSession,
} from 'werift';
import { Srtp } from './srtp.ts';

const drawKey = () => ({ key: randomBytes(16), salt: randomBytes(12) });
const [mine, theirs] = [drawKey(), drawKey()];
const settings = {
  profile: ProtectionProfileAeadAes128Gcm,
  keys: {
    localMasterKey: theirs.key,
    localMasterSalt: theirs.salt,
    remoteMasterKey: mine.key,
    remoteMasterSalt: mine.salt,
  },
} as const;
const srtp = new Srtp(mine, theirs);

test('RTP, also after its sequence number has wrapped', () => {
  const peer = new SrtpSession(settings);
  for (let index = 65_530; index < 65_545; index += 1) {
    const header = new RtpHeader({ payloadType: 96, ssrc: 77, sequenceNumber: index & 0xffff });
    const payload = randomBytes(50);
    const packet = srtp.protect(header.serialize(header.serializeSize), payload, index);
    expect(RtpPacket.deSerialize(peer.decrypt(packet)).payload).toEqual(payload);
  }
});

test('RTCP in both directions; tampered packets are refused', () => {
  const peer = new SrtcpSession(settings);
  const report = Buffer.from('81c90007'.padEnd(64, '5'), 'hex');
  expect(peer.decrypt(srtp.protectRtcp(report))).toEqual(report);
  const packet = peer.encrypt(report);
  expect(srtp.unprotectRtcp(packet)).toEqual(report);
  packet[12] = (packet[12] ?? 0) ^ 1;
  expect(() => srtp.unprotectRtcp(packet)).toThrow();
});
