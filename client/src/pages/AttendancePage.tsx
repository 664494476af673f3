// Who was in a space's meetings and when, for those who lead them: day by day, and as CSV for the record.
import type { AttendancePage as Page } from '@distansmote/shared/attendanceApi.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { Download } from 'lucide';
import { useRoute } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { attendanceTexts } from '../language/texts/attendance.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { AttendanceTable } from '../parts/staff/AttendanceTable.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { SpacesLink } from '../parts/staff/SpacesLink.tsx';
import { useGrowingList } from '../parts/staff/useGrowingList.ts';
import { useStaffResource } from '../parts/staff/useStaffApi.ts';

export function AttendancePage() {
  const t = useTexts(attendanceTexts);
  const id = encodeURIComponent(useRoute().params['spaceId'] ?? '');
  const path = `/api/spaces/${id}/attendance`;
  const { body: space } = useStaffResource<SpaceDescription>(`/api/spaces/${id}`);
  const list = useGrowingList<Page>((former, next) => ({
    ...next,
    periods: [...former.periods, ...next.periods],
  }));
  const { page, failure, isFetching } = list;
  const refusal = failure?.type === 'refused' && failure.status === 404 ? failure.code : undefined;

  useEffect(() => void list.fetchFirst(path), [path]);

  return (
    <PageFrame>
      <div class="stack">
        <div class="stack-tight">
          <div class="admin-head">
            <PageHeading text={space ? t.titleOf({ name: space.name }) : t.attendance} />
            <SpacesLink />
          </div>
          {page && (
            <p class="soft">
              {t.lead} {t.kept(page.keptDays)}
            </p>
          )}
        </div>

        {refusal ? (
          <Notice tone="calm">
            <p>{refusal === 'attendanceOff' ? t.off : t.gone}</p>
          </Notice>
        ) : (
          <ResourceStatus
            resource={{
              body: page,
              failure: page ? undefined : failure,
              reload: () => list.fetchFirst(path),
            }}
            otherFailure={failure}
            fetchingText={t.fetching}
          />
        )}

        {page?.periods.length === 0 && (
          <div class="table-empty">
            <div class="stack-tight">
              <h2>{t.none}</h2>
              <p class="soft">{t.noneWhat}</p>
            </div>
            <a class="button" href={`/spaces/${id}/invitation`}>
              {t.invite}
            </a>
          </div>
        )}
        {page && page.periods.length > 0 && (
          <div class="stack">
            <AttendanceTable periods={page.periods} />
            <div class="table-head">
              {/* `download` keeps the router away from it: the file comes from the server. */}
              <a
                class="button is-plain"
                href={`${path}.csv?language=${locale.get()}`}
                download="narvaro.csv"
              >
                <Icon node={Download} />
                {t.csv}
              </a>
              {page.hasMore && (
                <button
                  type="button"
                  class="button is-plain"
                  aria-disabled={isFetching}
                  onClick={() => {
                    const last = page.periods.at(-1)?.id ?? '';
                    if (!isFetching) void list.fetchMore(`${path}?before=${last}`);
                  }}
                >
                  {t.more}
                </button>
              )}
            </div>
          </div>
        )}
      </div>
    </PageFrame>
  );
}
