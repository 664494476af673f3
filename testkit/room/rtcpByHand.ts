// RTCP as a room system writes it, byte by byte after the RFCs and not by the server's own code.
const NTP_OFFSET_SECONDS = 2_208_988_800;

/** A sender report without report blocks (RFC 3550 §6.4.1), and the CNAME that every compound needs. */
export function senderReport(sent: {
  ssrc: number;
  rtpTimestamp: number;
  packets: number;
  octets: number;
}): Buffer {
  const report = Buffer.alloc(28);
  report.writeUInt8(0x80, 0);
  report.writeUInt8(200, 1);
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(sent.ssrc, 4);
  const seconds = Date.now() / 1_000 + NTP_OFFSET_SECONDS;
  report.writeUInt32BE(Math.floor(seconds), 8);
  report.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), 12);
  report.writeUInt32BE(sent.rtpTimestamp >>> 0, 16);
  report.writeUInt32BE(sent.packets, 20);
  report.writeUInt32BE(sent.octets, 24);
  return Buffer.concat([report, cname(sent.ssrc)]);
}

/** A receiver report on one stream (RFC 3550 §6.4.2). @param fractionLost in 256ths */
export function receiverReport(
  from: number,
  about: { ssrc: number; highestSequence: number; fractionLost: number },
): Buffer {
  const report = Buffer.alloc(32);
  report.writeUInt8(0x81, 0);
  report.writeUInt8(201, 1);
  report.writeUInt16BE(7, 2);
  report.writeUInt32BE(from, 4);
  report.writeUInt32BE(about.ssrc, 8);
  report.writeUInt8(about.fractionLost, 12);
  report.writeUInt32BE(about.highestSequence, 16);
  return Buffer.concat([report, cname(from)]);
}

/** RFC 4585 §6.3.1. */
export function pictureLossIndication(from: number, about: number): Buffer {
  return Buffer.concat([emptyReport(from), cname(from), feedback(206, 1, from, about)]);
}

/** RFC 5104 §4.3.1. @param sequence another number for each new request. */
export function fullIntraRequest(from: number, about: number, sequence: number): Buffer {
  const entry = Buffer.alloc(8);
  entry.writeUInt32BE(about, 0);
  entry.writeUInt8(sequence & 0xff, 4);
  return Buffer.concat([emptyReport(from), cname(from), feedback(206, 4, from, 0, entry)]);
}

/** RFC 5104 §4.2.1. */
export function bitrateRequest(from: number, about: number, bitsPerSecond: number): Buffer {
  const exponent = Math.max(0, Math.ceil(Math.log2(Math.max(1, bitsPerSecond) / 0x1_ffff)));
  const mantissa = Math.floor(bitsPerSecond / 2 ** exponent);
  const entry = Buffer.alloc(8);
  entry.writeUInt32BE(about, 0);
  entry.writeUInt32BE(((exponent << 26) | (mantissa << 9)) >>> 0, 4);
  return Buffer.concat([emptyReport(from), cname(from), feedback(205, 3, from, 0, entry)]);
}

/** Whether a compound asks for a key frame: by PLI or FIR. */
export function asksForKeyFrame(compound: Buffer): boolean {
  for (let at = 0; at + 4 <= compound.length; at += 4 * (compound.readUInt16BE(at + 2) + 1)) {
    const format = compound.readUInt8(at) & 0x1f;
    if (compound.readUInt8(at + 1) === 206 && (format === 1 || format === 4)) return true;
  }
  return false;
}

function emptyReport(ssrc: number): Buffer {
  const report = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 0]);
  report.writeUInt32BE(ssrc, 4);
  return report;
}

/** SDES with the item CNAME alone (RFC 3550 §6.5). */
function cname(ssrc: number): Buffer {
  const chunk = Buffer.alloc(16);
  chunk.writeUInt8(0x81, 0);
  chunk.writeUInt8(202, 1);
  chunk.writeUInt16BE(3, 2);
  chunk.writeUInt32BE(ssrc, 4);
  chunk.writeUInt8(1, 8);
  chunk.writeUInt8(4, 9);
  chunk.write('room', 10);
  return chunk;
}

function feedback(
  type: number,
  format: number,
  from: number,
  about: number,
  entry: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt8(0x80 | format, 0);
  head.writeUInt8(type, 1);
  head.writeUInt16BE(2 + entry.length / 4, 2);
  head.writeUInt32BE(from, 4);
  head.writeUInt32BE(about, 8);
  return Buffer.concat([head, entry]);
}
