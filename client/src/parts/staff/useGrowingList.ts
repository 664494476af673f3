// A list that is too long for one answer: its beginning, and more of it when that is asked for.
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../platform/callApi.ts';
import { useStaffApi } from './useStaffApi.ts';

export interface GrowingList<Page> {
  /** Everything that has been fetched; undefined until the beginning has. */
  page: Page | undefined;
  failure: ApiFailure | undefined;
  isFetching: boolean;
  /** @returns whether it was fetched. */
  fetchFirst: (path: string) => Promise<boolean>;
  fetchMore: (path: string) => Promise<boolean>;
}

/** @param join puts what came next behind what there was. */
export function useGrowingList<Page>(join: (former: Page, next: Page) => Page): GrowingList<Page> {
  const { request, failure } = useStaffApi();
  const [page, setPage] = useState<Page>();
  const [isFetching, setIsFetching] = useState(false);

  const fetchPage = async (path: string, former: Page | undefined) => {
    setIsFetching(true);
    const answer = await request<Page>('GET', path);
    setIsFetching(false);
    if (answer.type !== 'ok') return false;
    setPage(former === undefined ? answer.body : join(former, answer.body));
    return true;
  };

  return {
    page,
    failure,
    isFetching,
    fetchFirst: (path) => fetchPage(path, undefined),
    fetchMore: (path) => fetchPage(path, page),
  };
}
