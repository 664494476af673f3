// Whether a core is there for a room's picture in 1080p, which costs twice as much as one in 720p.
import type { Size } from './layout.ts';

/** For signalling, sound and the media worker. */
const RESERVED_CORES = 2;
/** What a room takes at worst, its camera included (decision 0043). */
const CORES_OF_ROOM = 0.5;
const CORES_OF_FULL_HD_ROOM = 1;

/**
 * @param cores of the machine, as `availableParallelism` says
 * @param open the pictures of the rooms that are open now
 */
export function hasSpareCore(cores: number, open: readonly Size[]): boolean {
  const taken = open.map(({ height }) => (height > 720 ? CORES_OF_FULL_HD_ROOM : CORES_OF_ROOM));
  const free = cores - RESERVED_CORES - taken.reduce((sum, one) => sum + one, 0);
  return free >= CORES_OF_FULL_HD_ROOM;
}
