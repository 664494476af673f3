// For administrators: who did what and when, searched, read page by page, and taken away as CSV.
import type { AuditPage as Page, AuditSearch } from '@distansmote/shared/auditApi.ts';
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
import { searchOf } from '../parts/staff/auditSearch.ts';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useGrowingList } from '../parts/staff/useGrowingList.ts';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

export function AuditPage() {
  const t = useTexts(auditTexts);
  const list = useGrowingList<Page>((former, next) => ({
    ...next,
    entries: [...former.entries, ...next.entries],
  }));
  const { page, failure, isFetching } = list;
  /** The search that the shown entries answer, whatever has been typed since. */
  const [search, setSearch] = useState<AuditSearch>({});
  const file = useStaffApi();
  const [isSaving, setIsSaving] = useState(false);
  /** How many were shown before more were loaded. */
  const [before, setBefore] = useState<number>();

  const find = async (wanted: AuditSearch) => {
    if (!(await list.fetchFirst('/api/audit/search', wanted))) return;
    setSearch(wanted);
    setBefore(undefined);
  };
  const showMore = async (shown: Page['entries']) => {
    const next = { ...search, before: shown.at(-1)?.id };
    if (await list.fetchMore('/api/audit/search', next)) setBefore(shown.length);
  };
  const save = async () => {
    if (isSaving) return;
    setIsSaving(true);
    await file.download('/api/audit/search.csv', { ...search, language: locale.get() });
    setIsSaving(false);
  };
  useEffect(() => void find({}), []);

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
          resource={{ body: page, failure: page ? undefined : failure, reload: () => find({}) }}
          otherFailure={failure ?? file.failure}
          fetchingText={t.fetching}
        />

        {page && (
          <>
            <AuditFilter isFinding={isFetching} onFind={(form) => void find(searchOf(form))} />
            <div class="stack-tight">
              <div class="table-head">
                <output>
                  {page.entries.length === 0 ? t.noneFound : t.shown(page.entries.length)}
                </output>
                <button
                  type="button"
                  class="button is-plain"
                  title={t.csvHint}
                  aria-disabled={isSaving}
                  onClick={() => void save()}
                >
                  <Icon node={Download} />
                  {isSaving ? t.fetching : t.csv}
                </button>
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
