// Loads a part of the page's code when it is first needed, so that those who never see it never wait for it.
import { useEffect, useState } from 'preact/hooks';
import { textsFetched } from '../language/defineTexts.ts';

/** For a network that is away just then. */
const RETRY_AFTER_MS = 5_000;

/**
 * Retries until it succeeds.
 * @param wanted false loads nothing. After a failure each new value retries at once.
 * @returns undefined until it is loaded, null if it could not be so far.
 */
export function useChunk<Part>(
  load: () => Promise<Part>,
  wanted: boolean | string,
): Part | null | undefined {
  const [part, setPart] = useState<{ loaded: Part | null }>();
  useEffect(() => {
    if (!wanted || part?.loaded) return undefined;
    let isOver = false;
    let retrying: ReturnType<typeof setTimeout> | undefined;
    const attempt = () => {
      whole(load).then(
        (loaded) => !isOver && setPart({ loaded }),
        () => {
          if (isOver) return;
          setPart({ loaded: null });
          retrying = setTimeout(attempt, RETRY_AFTER_MS);
        },
      );
    };
    attempt();
    return () => {
      isOver = true;
      clearTimeout(retrying);
    };
  }, [load, wanted]);
  return part?.loaded;
}

/** With its texts in the language of the page. */
async function whole<Part>(load: () => Promise<Part>): Promise<Part> {
  const part = await load();
  await textsFetched();
  return part;
}
