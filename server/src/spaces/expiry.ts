// Spaces that delete themselves some days after their time or last use, so that no number lies about for ever.
import type { Log } from '../platform/log.ts';
import type { Space, SpaceStore } from './spaceStore.ts';

/** For a space of which nothing else is said. */
export const DELETE_AFTER_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;
const SWEEP_EVERY_MS = 60 * 60_000;
/** A use is noted once an hour: more often would tell nothing more, and cost a write for each join. */
const NOTE_USE_EVERY_MS = 60 * 60_000;

/** Undefined for one that stays until somebody deletes it. */
export function deletesAt(space: Space): Date | undefined {
  if (space.deleteAfterDays === null) return undefined;
  const times = [space.createdAt, space.lastUsedAt, space.startsAt].filter((time) => time !== null);
  const last = Math.max(...times.map((time) => new Date(time).getTime()));
  return new Date(last + space.deleteAfterDays * DAY_MS);
}

export function shouldRecordUse({ lastUsedAt }: Space, now: number): boolean {
  return lastUsedAt === null || now - new Date(lastUsedAt).getTime() > NOTE_USE_EVERY_MS;
}

export interface ExpiryDeps {
  spaces: SpaceStore;
  /** Somebody is in its meeting: then it waits for the next time. */
  isInUse(space: Space): Promise<boolean>;
  /** As when a convener does it. */
  deleteSpace(space: Space): Promise<void>;
  log: Log;
}

/** @returns how many were deleted. */
export async function deleteExpired({ spaces, isInUse, deleteSpace }: ExpiryDeps, now: number) {
  let deleted = 0;
  for (const space of await spaces.list()) {
    const at = deletesAt(space);
    if (at === undefined || at.getTime() > now || (await isInUse(space))) continue;
    await deleteSpace(space);
    deleted += 1;
  }
  return deleted;
}

/** At once, since the server may have been down for long, and then every hour. Returns what ends it. */
export function startExpirySweep(parts: ExpiryDeps): () => void {
  const go = () => {
    deleteExpired(parts, Date.now()).then(
      (deleted) => {
        if (deleted > 0) parts.log.info({ deleted }, 'spaces were deleted after their time');
      },
      (error: unknown) => parts.log.error({ err: error }, 'spaces could not be swept'),
    );
  };
  go();
  const timer = setInterval(go, SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}
