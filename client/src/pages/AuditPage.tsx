// For administrators: who did what and when, searched, read page by page, and taken away as CSV.
import type { AuditPage as Page } from '@distansmote/shared/auditApi.ts';
import { Download } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { auditTexts } from '../language/texts/audit.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { AuditFilter } from '../parts/staff/AuditFilter.tsx';
import { AuditTable } from '../parts/staff/AuditTable.tsx';
import { ALL, queryOf } from '../parts/staff/auditWishes.ts';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

export function AuditPage() {
  const t = useTexts(auditTexts);
  const { request, failure } = useStaffApi();
  /** The search that the shown entries answer, whatever has been typed since. */
  const [wishes, setWishes] = useState(ALL);
  const [page, setPage] = useState<Page>();
  const [isFetching, setIsFetching] = useState(false);
  /** How many were shown before more were loaded. */
  const [before, setBefore] = useState<number>();

  const fetchPage = async (wanted = ALL, last?: string) => {
    setIsFetching(true);
    const query = queryOf(wanted);
    if (last !== undefined) query.set('before', last);
    const answer = await request<Page>('GET', `/api/audit?${query}`);
    setIsFetching(false);
    if (answer.type !== 'ok') return;
    const former = last === undefined ? [] : (page?.entries ?? []);
    setWishes(wanted);
    setBefore(last === undefined ? undefined : former.length);
    setPage({ ...answer.body, entries: [...former, ...answer.body.entries] });
  };
  useEffect(() => void fetchPage(), []);

  const csv = queryOf(wishes);
  csv.set('language', locale.get());

  return (
    <PageFrame>
      <div class="stack">
        <div class="stack-tight">
          <AdminHeading page="/audit" />
          <p class="soft">
            {t.lead} {page && t.kept(page.keptDays)}
          </p>
        </div>

        <ResourceStatus
          resource={{ body: page, failure: page ? undefined : failure, reload: () => fetchPage() }}
          otherFailure={failure}
          fetchingText={t.fetching}
        />

        {page && (
          <>
            <AuditFilter isFinding={isFetching} onFind={(wanted) => void fetchPage(wanted)} />
            <div class="stack-tight">
              <div class="table-head">
                <output>
                  {page.entries.length === 0 ? t.noneFound : t.shown(page.entries.length)}
                </output>
                {/* `download` keeps the router away from it: the file comes from the server. */}
                <a
                  class="button is-plain"
                  href={`/api/audit.csv?${csv}`}
                  download="handelselogg.csv"
                  title={t.csvHint}
                >
                  <Icon node={Download} />
                  {t.csv}
                </a>
              </div>
              {page.entries.length > 0 && <AuditTable entries={page.entries} focusAt={before} />}
              {page.hasMore && (
                <div class="buttons">
                  <button
                    type="button"
                    class="button is-plain"
                    aria-disabled={isFetching}
                    onClick={() => {
                      if (!isFetching) void fetchPage(wishes, page.entries.at(-1)?.id);
                    }}
                  >
                    {t.more}
                  </button>
                </div>
              )}
            </div>
          </>
        )}
      </div>
    </PageFrame>
  );
}
