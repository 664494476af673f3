// Reads how pictures are to be turned for being seen: Coordination of Video Orientation (3GPP TS 26.114 §7.4.5).

/** Degrees clockwise. */
export type Rotation = 0 | 90 | 180 | 270;

const ROTATIONS = [0, 90, 180, 270] as const;

/**
 * The other bits are ignored: which camera it is, and a mirroring that no browser sends.
 *
 * @param element of the header extension
 * @returns undefined when there is none, or when it is malformed
 */
export function readRotation(element: Uint8Array | undefined): Rotation | undefined {
  return element?.length === 1 ? ROTATIONS[(element[0] ?? 0) & 0b11] : undefined;
}
