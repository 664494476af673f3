// Fetches a part of the page when it is first wanted, so that those who never see it never wait for it.
import { useEffect, useState } from 'preact/hooks';

/** @returns undefined until it has come. After a lost connection it is tried again when it is wanted anew. */
export function useChunk<Part>(load: () => Promise<Part>, isWanted: boolean): Part | undefined {
  const [part, setPart] = useState<{ is: Part }>();
  useEffect(() => {
    if (!isWanted || part !== undefined) return;
    load().then(
      (is) => setPart({ is }),
      () => undefined,
    );
  }, [load, isWanted, part]);
  return part?.is;
}
