// Changes coded pictures as an attacker or a bad line would, the same way for the same seed.

/** Flipped bits, other headers, cut ends, missing middles, blanks; now and then nothing at all. */
export function mutated(frame: Buffer, random: () => number): Buffer {
  const changed = Buffer.from(frame);
  const below = (limit: number) => Math.floor(random() * limit);
  switch (below(6)) {
    case 0:
    case 1:
      for (let times = 1 + below(4); times > 0; times -= 1) {
        const at = below(changed.length);
        changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
      }
      return changed;
    case 2:
      for (let times = 1 + below(8); times > 0; times -= 1) {
        changed[below(Math.min(64, changed.length))] = below(256);
      }
      return changed;
    case 3: {
      const start = below(changed.length);
      const end = start + below(200);
      return Buffer.concat([changed.subarray(0, start), changed.subarray(end)]);
    }
    case 4: {
      const start = below(changed.length);
      return changed.fill(random() < 0.5 ? 0 : 255, start, Math.min(changed.length, start + 200));
    }
    default:
      return random() < 0.5 ? changed : changed.subarray(0, below(changed.length));
  }
}
