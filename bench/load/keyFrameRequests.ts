// Finds key frame requests in received RTCP: PLI (RFC 4585 §6.3.1) and FIR (RFC 5104 §4.3.1).

const PAYLOAD_SPECIFIC = 206;
const PLI = 1;
const FIR = 4;

/** @returns the SSRCs that a decrypted compound packet asks. */
export function keyFrameRequestsIn(compound: Buffer): number[] {
  const asked: number[] = [];
  let at = 0;
  while (at + 4 <= compound.length) {
    const format = (compound[at] ?? 0) & 0x1f;
    const end = at + 4 + compound.readUInt16BE(at + 2) * 4;
    if (end > compound.length) break;
    if (compound[at + 1] === PAYLOAD_SPECIFIC) {
      if (format === PLI) asked.push(compound.readUInt32BE(at + 8));
      if (format === FIR)
        for (let entry = at + 12; entry + 8 <= end; entry += 8)
          asked.push(compound.readUInt32BE(entry));
    }
    at = end;
  }
  return asked;
}
