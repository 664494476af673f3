// Packs the NAL units of one H.264 access unit into RTP payloads (RFC 6184 §5).
import { nalType, splitNalUnits } from './nalUnits.ts';

/** With headers and SRTP's tag no packet is then above 1,300 bytes. */
const TARGET_BYTES = 1_200;
/** An encoder told to make slices of the target may exceed it a little: 1,300 less the RTP header and SRTP's tag. */
const MAX_SINGLE_BYTES = 1_278;
const STAP_A = 24;
const FU_A = 28;
const FU_HEADER_BYTES = 2;
const FU_START = 0x80;
const FU_END = 0x40;
const NRI = 0x60;
/** Before each NAL unit of an aggregation packet. */
const LENGTH_BYTES = 2;

/**
 * @param accessUnit in annex B's byte stream format
 * @param mode of the other end: only in 1 can it put fragments together and take aggregates apart
 * @returns undefined when a NAL unit is too large for mode 0
 */
export function packetizeH264(accessUnit: Buffer, mode: 0 | 1): Buffer[] | undefined {
  const nals = splitNalUnits(accessUnit);
  if (mode === 1) return aggregateOrFragment(nals);
  return nals.every(({ length }) => length <= MAX_SINGLE_BYTES) ? nals : undefined;
}

function aggregateOrFragment(nals: readonly Buffer[]): Buffer[] {
  const payloads: Buffer[] = [];
  let group: Buffer[] = [];
  let groupBytes = 1;
  const endGroup = () => {
    const [only] = group;
    if (group.length === 1 && only !== undefined) payloads.push(only);
    else if (group.length > 1) payloads.push(aggregate(group));
    group = [];
    groupBytes = 1;
  };
  for (const nal of nals) {
    if (groupBytes + LENGTH_BYTES + nal.length > TARGET_BYTES) endGroup();
    if (nal.length > TARGET_BYTES) {
      payloads.push(...fragment(nal));
      continue;
    }
    group.push(nal);
    groupBytes += LENGTH_BYTES + nal.length;
  }
  endGroup();
  return payloads;
}

/** STAP-A (§5.7.1), as important as its most important NAL unit. */
function aggregate(nals: readonly Buffer[]): Buffer {
  const importance = Math.max(...nals.map((nal) => (nal[0] ?? 0) & NRI));
  const parts: Buffer[] = [Buffer.of(importance | STAP_A)];
  for (const nal of nals) {
    parts.push(Buffer.of(nal.length >> 8, nal.length & 0xff), nal);
  }
  return Buffer.concat(parts);
}

/** FU-A (§5.8), in fragments of about the same size. */
function fragment(nal: Buffer): Buffer[] {
  const indicator = ((nal[0] ?? 0) & NRI) | FU_A;
  const content = nal.subarray(1);
  const count = Math.ceil(content.length / (TARGET_BYTES - FU_HEADER_BYTES));
  const size = Math.ceil(content.length / count);
  return Array.from({ length: count }, (_, at) => {
    const position = at === 0 ? FU_START : at === count - 1 ? FU_END : 0;
    const header = Buffer.of(indicator, position | nalType(nal));
    return Buffer.concat([header, content.subarray(at * size, (at + 1) * size)]);
  });
}
