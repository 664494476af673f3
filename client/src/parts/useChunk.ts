// Fetches a part of the page when it is first wanted, so that those who never see it never wait for it.
import { useEffect, useState } from 'preact/hooks';

/**
 * @param wanted nothing while it is not; after a lost connection each other value is a wish anew.
 * @returns undefined until it has come, null when it could not be fetched.
 */
export function useChunk<Part>(
  load: () => Promise<Part>,
  wanted: boolean | string,
): Part | null | undefined {
  const [part, setPart] = useState<{ loaded: Part | null }>();
  useEffect(() => {
    if (!wanted || part?.loaded) return;
    load().then(
      (loaded) => setPart({ loaded }),
      () => setPart({ loaded: null }),
    );
  }, [load, wanted]);
  return part?.loaded;
}
