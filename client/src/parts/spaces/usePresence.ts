// How many are inside each space now, asked again while the page is seen.
import type { SpacePresence } from '@distansmote/shared/spacesApi.ts';
import { useEffect, useState } from 'preact/hooks';
import { useStaffApi } from '../staff/useStaffApi.ts';

const ASK_EVERY_MS = 10_000;

interface Presence {
  /** By the space's id; undefined until the first answer. Without an entry nobody is inside. */
  counts: ReadonlyMap<string, number> | undefined;
  ask: () => Promise<void>;
}

export function usePresence(): Presence {
  const { request } = useStaffApi();
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>();

  const ask = async () => {
    const answer = await request<SpacePresence>('GET', '/api/spaces/present');
    if (answer.type === 'ok')
      setCounts(new Map(answer.body.map(({ id, presentCount }) => [id, presentCount])));
  };

  useEffect(() => {
    const askIfSeen = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    // The list itself had the first counts.
    const timer = setInterval(askIfSeen, ASK_EVERY_MS);
    document.addEventListener('visibilitychange', askIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfSeen);
    };
  }, []);

  return { counts, ask };
}
