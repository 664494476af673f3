// Loads a part of the page's code when it is first needed, so that those who never see it never wait for it.
import { useEffect, useState } from 'preact/hooks';

/**
 * @param wanted false loads nothing. After a failure each new value retries.
 * @returns undefined until it is loaded, null if it could not be.
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
