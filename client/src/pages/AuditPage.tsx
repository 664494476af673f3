// For administrators: who did what and when, searched, read page by page, and taken away as CSV.
import type { AuditPage as Page } from '@distansmote/shared/auditApi.ts';
import { Download } from 'lucide';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { accountsTexts } from '../language/texts/accounts.ts';
import { auditTexts } from '../language/texts/audit.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { AuditFilter } from '../parts/staff/AuditFilter.tsx';
import { AuditItem } from '../parts/staff/AuditItem.tsx';
import { ALL, queryOf } from '../parts/staff/auditWishes.ts';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

export function AuditPage() {
  const t = useTexts(auditTexts);
  const staff = useTexts(accountsTexts);
  const { request, failure } = useStaffApi();
  /** The search that the shown entries answer, whatever has been typed since. */
  const [wishes, setWishes] = useState(ALL);
  const [page, setPage] = useState<Page>();
  const [isFetching, setIsFetching] = useState(false);
  /** How many were shown before more were loaded; the next one gets the focus. */
  const [before, setBefore] = useState(0);
  const list = useRef<HTMLOListElement>(null);

  const fetchPage = async (wanted = ALL, last?: string) => {
    setIsFetching(true);
    const query = queryOf(wanted);
    if (last !== undefined) query.set('before', last);
    const answer = await request<Page>('GET', `/api/audit?${query}`);
    setIsFetching(false);
    if (answer.type !== 'ok') return;
    const former = last === undefined ? [] : (page?.entries ?? []);
    setWishes(wanted);
    setBefore(former.length);
    setPage({ ...answer.body, entries: [...former, ...answer.body.entries] });
  };
  useEffect(() => void fetchPage(), []);

  useLayoutEffect(() => {
    const next = before > 0 && list.current?.children[before];
    if (next instanceof HTMLElement) next.focus();
  }, [page]);

  const csv = queryOf(wishes);
  csv.set('language', locale.get());

  return (
    <PageFrame>
      <div class="stack">
        <div class="spaces-head">
          <PageHeading text={t.audit} />
          <a class="back-link" href="/spaces">
            {staff.toSpaces}
          </a>
        </div>
        <p class="soft">
          {t.lead} {page && t.kept(page.keptDays)}
        </p>

        <ResourceStatus
          resource={{ body: page, failure: page ? undefined : failure, reload: () => fetchPage() }}
          otherFailure={failure}
          fetchingText={t.fetching}
        />

        {page && (
          <>
            <AuditFilter isFinding={isFetching} onFind={(wanted) => void fetchPage(wanted)} />
            <div class="audit-head">
              <div>
                <output>
                  {page.entries.length === 0 ? t.noneFound : t.shown(page.entries.length)}
                </output>
                <p class="soft" id="csv-hint">
                  {t.csvHint}
                </p>
              </div>
              {/* `download` keeps the router away from it: the file comes from the server. */}
              <a
                class="button is-plain"
                href={`/api/audit.csv?${csv}`}
                download="handelselogg.csv"
                aria-describedby="csv-hint"
              >
                <Icon node={Download} />
                {t.csv}
              </a>
            </div>
            <ol class="audit-list" ref={list}>
              {page.entries.map((entry) => (
                <AuditItem key={entry.id} entry={entry} />
              ))}
            </ol>
            {page.hasMore && (
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
            )}
          </>
        )}
      </div>
    </PageFrame>
  );
}
