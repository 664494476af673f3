// Damages packets at random, as fuzz tests need it.
import { randomBytes, randomInt } from 'node:crypto';

const HEADER_BYTES = 40;
const MAX_NOISE = 300;
const MAX_APPENDED = 1_400;

/** Flips bits or bytes, truncates, lengthens, or replaces all with noise. */
export function mutated(packet: Buffer): Buffer {
  const changed = Buffer.from(packet);
  const kind = randomInt(6);
  if (kind === 0) return randomBytes(randomInt(MAX_NOISE));
  if (kind === 1) return changed.subarray(0, randomInt(changed.length + 1));
  if (kind === 2) return Buffer.concat([changed, randomBytes(randomInt(MAX_APPENDED))]);
  if (changed.length === 0) return changed;
  for (let times = 1 + randomInt(6); times > 0; times -= 1) {
    // The headers matter most.
    const at = randomInt(kind === 3 ? changed.length : Math.min(HEADER_BYTES, changed.length));
    changed[at] = kind === 4 ? (changed[at] ?? 0) ^ (1 << randomInt(8)) : randomInt(256);
  }
  return changed;
}
