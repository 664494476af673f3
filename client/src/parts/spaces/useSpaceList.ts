// The page of spaces that is shown: fetched when what is asked for changes, and kept until the next has come.
import type { SpacePage, SpaceSearch } from '@distansmote/shared/spacesApi.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiFailure } from '../../platform/callApi.ts';
import { useStaffApi } from '../staff/useStaffApi.ts';

/** After the last letter that was typed. */
const TYPING_MS = 250;

interface SpaceList {
  /** Undefined until it has been fetched. */
  body: SpacePage | undefined;
  failure: ApiFailure | undefined;
  reload: () => Promise<void>;
}

export function useSpaceList(search: SpaceSearch): SpaceList {
  const { request, failure } = useStaffApi();
  const [body, setBody] = useState<SpacePage>();
  const wanted = JSON.stringify(search);
  const latest = useRef({ wanted, text: search.text });

  const reload = async () => {
    const asked = latest.current.wanted;
    const answer = await request<SpacePage>('POST', '/api/spaces/search', JSON.parse(asked));
    // A late answer to an earlier question is dropped.
    if (answer.type === 'ok' && latest.current.wanted === asked) setBody(answer.body);
  };

  useEffect(() => {
    const isTyping = latest.current.text !== search.text;
    latest.current = { wanted, text: search.text };
    const timer = setTimeout(() => void reload(), isTyping ? TYPING_MS : 0);
    return () => clearTimeout(timer);
  }, [wanted]);

  return { body, failure, reload };
}
