// When a meeting that is not open yet opens and begins.
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';

/** Null once it is open. */
export function earlyOf({
  opensAt,
  startsAt,
}: MeetingLookUp): { opensAt: string; startsAt: string } | null {
  // A server of before tells no beginning: as it opens, then.
  return opensAt === null ? null : { opensAt, startsAt: startsAt ?? opensAt };
}
