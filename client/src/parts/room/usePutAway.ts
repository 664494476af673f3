// Which notices somebody has put away: each comes back when its reason has gone and come again.
import { useEffect, useState } from 'preact/hooks';
import type { NoticeName } from './noticeOrder.ts';

/** @param reasons of the notices that can be put away, whether there is one now. */
export function usePutAway(reasons: Partial<Record<NoticeName, boolean>>) {
  const [away, setAway] = useState<ReadonlySet<NoticeName>>(new Set());
  useEffect(() => {
    const still = [...away].filter((name) => reasons[name]);
    if (still.length < away.size) setAway(new Set(still));
  });
  return {
    isShown: (name: NoticeName) => reasons[name] === true && !away.has(name),
    putAway: (name: NoticeName) => setAway(new Set(away).add(name)),
  };
}
