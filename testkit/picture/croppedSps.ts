// Writes another frame cropping into the sequence parameter set of an H.264 picture (ITU-T H.264 §7.3.2.1.1).

const START_CODE = Buffer.of(0, 0, 0, 1);
const SPS = 7;

export interface Cropping {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** @param unit an access unit of the baseline profile that begins with its SPS. What follows in the SPS is left out. */
export function withCropping(unit: Buffer, { left, right, top, bottom }: Cropping): Buffer {
  const start = unit.indexOf(Buffer.of(0, 0, 1)) + 3;
  const end = unit.indexOf(Buffer.of(0, 0, 1), start);
  if (((unit[start] ?? 0) & 0x1f) !== SPS) throw new Error('no SPS at the beginning');
  const bits = [...unit.subarray(start, end)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const cropping = ['1', ...[left, right, top, bottom].map(golomb)].join('');
  // Without VUI, and with the stop bit.
  const written = `${bits.slice(0, croppingAt(bits))}${cropping}01`;
  const bytes = written.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
  return Buffer.concat([START_CODE, escaped(bytes ?? []), START_CODE, unit.subarray(end + 3)]);
}

/** Where frame_cropping_flag is. */
function croppingAt(bits: string): number {
  let at = 32;
  const number = () => {
    const zeros = bits.indexOf('1', at) - at;
    const value = Number.parseInt(bits.slice(at + zeros, at + 2 * zeros + 1), 2) - 1;
    at += 2 * zeros + 1;
    return value;
  };
  number();
  number();
  const pictureOrder = number();
  if (pictureOrder === 0) number();
  if (pictureOrder === 1) throw new Error('no encoder writes this order');
  number();
  at += 1;
  number();
  number();
  return at + 2;
}

/** ue(v), of 32 bits at most. */
function golomb(value: number): string {
  const digits = (value + 1).toString(2);
  return '0'.repeat(digits.length - 1) + digits;
}

/** With emulation prevention (§7.4.1). */
function escaped(bytes: readonly number[]): Buffer {
  const written: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && written.at(-1) === 0 && written.at(-2) === 0) written.push(3);
    written.push(byte);
  }
  return Buffer.from(written);
}
