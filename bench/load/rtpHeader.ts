// Reads the unencrypted part of a received RTP packet, without copying (RFC 3550 §5.1, RFC 8285).

export const ssrcOf = (packet: Buffer): number => packet.readUInt32BE(8);
export const sequenceNumberOf = (packet: Buffer): number => packet.readUInt16BE(2);

const ONE_BYTE_PROFILE = 0xbede;

/** The two bytes of a one-byte header extension; undefined if the packet has none with that id. */
export function extensionOf(packet: Buffer, wanted: number): number | undefined {
  const first = packet[0] ?? 0;
  if ((first & 0x10) === 0) return undefined;
  let at = 12 + (first & 0x0f) * 4;
  if (packet.readUInt16BE(at) !== ONE_BYTE_PROFILE) return undefined;
  const end = at + 4 + packet.readUInt16BE(at + 2) * 4;
  at += 4;
  while (at < end) {
    const head = packet[at] ?? 0;
    // Padding between extensions.
    if (head === 0) at += 1;
    else if (head >> 4 === wanted) return packet.readUInt16BE(at + 1);
    else at += 2 + (head & 0x0f);
  }
  return undefined;
}

/** How far `later` is ahead of `earlier`, signed: sequence numbers wrap at 65 536. */
export const ahead16 = (later: number, earlier: number): number => ((later - earlier) << 16) >> 16;
