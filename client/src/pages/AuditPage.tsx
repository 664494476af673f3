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
import { ALL, type AuditSearch, queryOf } from '../parts/staff/auditSearch.ts';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useGrowingList } from '../parts/staff/useGrowingList.ts';

export function AuditPage() {
  const t = useTexts(auditTexts);
  const list = useGrowingList<Page>((former, next) => ({
    ...next,
    entries: [...former.entries, ...next.entries],
  }));
  const { page, failure, isFetching } = list;
  /** The search that the shown entries answer, whatever has been typed since. */
  const [search, setSearch] = useState(ALL);
  /** How many were shown before more were loaded. */
  const [before, setBefore] = useState<number>();

  const find = async (wanted: AuditSearch) => {
    if (!(await list.fetchFirst(`/api/audit?${queryOf(wanted)}`))) return;
    setSearch(wanted);
    setBefore(undefined);
  };
  const showMore = async (shown: Page['entries']) => {
    const query = queryOf(search);
    query.set('before', shown.at(-1)?.id ?? '');
    if (await list.fetchMore(`/api/audit?${query}`)) setBefore(shown.length);
  };
  useEffect(() => void find(ALL), []);

  const csv = queryOf(search);
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
          resource={{ body: page, failure: page ? undefined : failure, reload: () => find(ALL) }}
          otherFailure={failure}
          fetchingText={t.fetching}
        />

        {page && (
          <>
            <AuditFilter isFinding={isFetching} onFind={(wanted) => void find(wanted)} />
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
                      if (!isFetching) void showMore(page.entries);
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
