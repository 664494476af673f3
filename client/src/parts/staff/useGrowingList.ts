// A list that is too long for one answer: its beginning, and more of it when that is asked for.
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../platform/callApi.ts';
import { useStaffApi } from './useStaffApi.ts';

/**
 * @param search sent by POST: names do not belong in a URL.
 * @returns whether it was fetched.
 */
type FetchPage = (path: string, search?: object) => Promise<boolean>;

export interface GrowingList<Page> {
  /** Everything that has been fetched; undefined until the beginning has. */
  page: Page | undefined;
  failure: ApiFailure | undefined;
  isFetching: boolean;
  fetchFirst: FetchPage;
  fetchMore: FetchPage;
}

/** @param join puts what came next behind what there was. */
export function useGrowingList<Page>(join: (former: Page, next: Page) => Page): GrowingList<Page> {
  const { request, failure } = useStaffApi();
  const [page, setPage] = useState<Page>();
  const [isFetching, setIsFetching] = useState(false);

  const fetchPage = async (former: Page | undefined, path: string, search?: object) => {
    setIsFetching(true);
    const answer = await request<Page>(search ? 'POST' : 'GET', path, search);
    setIsFetching(false);
    if (answer.type !== 'ok') return false;
    setPage(former === undefined ? answer.body : join(former, answer.body));
    return true;
  };

  return {
    page,
    failure,
    isFetching,
    fetchFirst: (path, search) => fetchPage(undefined, path, search),
    fetchMore: (path, search) => fetchPage(page, path, search),
  };
}
