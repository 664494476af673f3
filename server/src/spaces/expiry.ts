// Deletes spaces some days after their planned time or last use, so that no call ID stays valid for ever.
import type { Log } from '../platform/log.ts';
import { sweepHourly } from '../platform/sweepHourly.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/** The default of a new space. */
export const DELETE_AFTER_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;
/** More often would tell nothing more, and cost a write at each join. */
const RECORD_USE_INTERVAL_MS = 60 * 60_000;

/** Undefined for a space that stays until somebody deletes it. */
export function deletesAt(
  space: Pick<Space, 'createdAt' | 'deleteAfterDays' | 'lastUsedAt' | 'startsAt'>,
): Date | undefined {
  if (space.deleteAfterDays === null) return undefined;
  const times = [space.createdAt, space.lastUsedAt, space.startsAt].filter((time) => time !== null);
  const last = Math.max(...times.map((time) => new Date(time).getTime()));
  return new Date(last + space.deleteAfterDays * DAY_MS);
}

/** @param nowMs since 1970. */
export function shouldRecordUse({ lastUsedAt }: Space, nowMs: number): boolean {
  return lastUsedAt === null || nowMs - new Date(lastUsedAt).getTime() > RECORD_USE_INTERVAL_MS;
}

export interface ExpiryDeps {
  spaces: SpaceStore;
  /** Whether somebody is in its meeting: then it is kept until the next sweep. */
  isInUse(space: Space): Promise<boolean>;
  /** @returns whether it was there: another server may have been faster. */
  deleteSpace(space: Space): Promise<boolean>;
  log: Log;
}

/** @param nowMs since 1970. @returns how many were deleted. */
export async function deleteExpired(
  { spaces, isInUse, deleteSpace }: ExpiryDeps,
  nowMs: number,
): Promise<number> {
  let deleted = 0;
  for (const space of await spaces.list()) {
    const at = deletesAt(space);
    if (at === undefined || at.getTime() > nowMs || (await isInUse(space))) continue;
    if (await deleteSpace(space)) deleted += 1;
  }
  return deleted;
}

/** @returns a function that stops it. */
export const startExpirySweep = (deps: ExpiryDeps): (() => void) =>
  sweepHourly(
    () => deleteExpired(deps, Date.now()),
    { deleted: 'expired spaces deleted', failed: 'expiry sweep failed' },
    deps.log,
  );
