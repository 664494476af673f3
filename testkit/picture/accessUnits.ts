// Takes H.264 byte streams (Annex B) apart.

/** H.264 table 7-1. */
export const NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const;

const START_CODE = Buffer.from([0, 0, 1]);

/** The NAL units, without their start codes. */
export function nalUnits(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = stream.indexOf(START_CODE); at >= 0; at = stream.indexOf(START_CODE, at + 3)) {
    starts.push(at + 3);
  }
  return starts.map((start, index) => {
    const next = starts[index + 1];
    let end = next === undefined ? stream.length : next - 3;
    while (end > start && stream[end - 1] === 0) end -= 1;
    return stream.subarray(start, end);
  });
}

export function nalTypes(stream: Buffer): number[] {
  return nalUnits(stream).map((unit) => (unit[0] ?? 0) & 0x1f);
}

/** The pictures of a stream in which each begins with an access unit delimiter, which is left out. */
export function accessUnits(stream: Buffer): Buffer[] {
  const units: Buffer[][] = [];
  for (const unit of nalUnits(stream)) {
    if (((unit[0] ?? 0) & 0x1f) === NAL.delimiter) units.push([]);
    else units.at(-1)?.push(Buffer.from([0, 0, 0, 1]), unit);
  }
  return units.map((parts) => Buffer.concat(parts));
}
