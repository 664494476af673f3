// Dummy RTP over UDP for tests, in which packets can be dropped, and the RTCP reports about it.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';

export const TEST_SSRC = 4711;

/** Several SSRCs make a simulcast stream. */
export const vp8 = (...ssrcs: number[]): types.ProducerOptions => ({
  kind: 'video',
  rtpParameters: {
    codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }],
    encodings: ssrcs.map((ssrc) => ({ ssrc })),
  },
});

/** Learns the sender's address from the first packet (comedia). */
export const openTestTransport = (router: types.Router) =>
  router.createPlainTransport({ listenIp: '127.0.0.1', rtcpMux: true, comedia: true });

export async function openTestSocket(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

/** A VP8 packet (RFC 3550 §5.1) with no more than a worker inspects. */
export function testRtp(sequence: number, ssrc = TEST_SSRC): Buffer {
  const packet = Buffer.alloc(40);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(96, 1);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(sequence * 900, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet.writeUInt8(0x10, 12);
  return packet;
}

/** A sender report (RFC 3550 §6.4.1). A worker scores a stream when one arrives. */
export function senderReport(ssrc = TEST_SSRC): Buffer {
  const report = Buffer.alloc(28);
  report.writeUInt8(0x80, 0);
  report.writeUInt8(200, 1);
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(ssrc, 4);
  // An arbitrary NTP time; reports with equal times would count as one.
  report.writeBigUInt64BE(process.hrtime.bigint(), 8);
  return report;
}

/** A receiver report that claims 50 % loss (RFC 3550 §6.4.2). */
export function halfLost(ssrc: number): Buffer {
  const report = Buffer.alloc(32);
  report.writeUInt8(0x81, 0);
  report.writeUInt8(201, 1);
  report.writeUInt16BE(7, 2);
  report.writeUInt32BE(1, 4);
  report.writeUInt32BE(ssrc, 8);
  report.writeUInt8(128, 12);
  return report;
}
