// Reads from received RTCP how much of what we sent was lost: report blocks (RFC 3550 §6.4.1).

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const BLOCK_BYTES = 24;

/** @returns the cumulative packets lost for each SSRC that a compound packet reports on. */
export function lossesIn(compound: Buffer): { ssrc: number; lost: number }[] {
  const losses: { ssrc: number; lost: number }[] = [];
  let at = 0;
  while (at + 4 <= compound.length) {
    const type = compound[at + 1];
    const end = at + 4 + compound.readUInt16BE(at + 2) * 4;
    if (end > compound.length) break;
    if (type === SENDER_REPORT || type === RECEIVER_REPORT) {
      const blocks = (compound[at] ?? 0) & 0x1f;
      const first = at + (type === SENDER_REPORT ? 28 : 8);
      for (let block = 0; block < blocks; block += 1) {
        const start = first + block * BLOCK_BYTES;
        if (start + BLOCK_BYTES > end) break;
        losses.push({
          ssrc: compound.readUInt32BE(start),
          lost: compound.readIntBE(start + 5, 3),
        });
      }
    }
    at = end;
  }
  return losses;
}
