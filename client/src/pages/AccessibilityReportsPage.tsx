// For administrators: what visitors have written about accessibility, to be answered and deleted.
import type { AccessibilityReport } from '@distansmote/shared/accessibilityApi.ts';
import {
  MAX_ACCESSIBILITY_REPORTS,
  MAX_REPORT_DELETIONS,
} from '@distansmote/shared/accessibilityLimits.ts';
import { useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { dayName } from '../language/swedishTimes.ts';
import { statementTexts } from '../language/texts/statement.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmDialog, type Question } from '../parts/ConfirmDialog.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';

export function AccessibilityReportsPage() {
  const t = useTexts(statementTexts);
  const list = useStaffResource<readonly AccessibilityReport[]>('/api/accessibility-reports');
  const { request, failure } = useStaffApi();
  const [question, setQuestion] = useState<Question>();
  const [done, setDone] = useState('');
  const reports = list.body ?? [];

  const remove = async (ids: readonly string[]) => {
    setDone('');
    const path = '/api/accessibility-reports/deletions';
    let count = 0;
    while (count < ids.length) {
      const some = ids.slice(count, count + MAX_REPORT_DELETIONS);
      const answer = await request<undefined>('POST', path, { ids: some });
      if (answer.type !== 'ok') break;
      count += some.length;
    }
    if (count > 0) setDone(t.removed(count));
    await list.reload();
  };
  const askToRemove = (which: readonly AccessibilityReport[]) =>
    setQuestion({
      title: t.removeTitle(which.length),
      what: t.removeWhat,
      confirm: t.remove,
      keep: t.keep,
      isDestructive: true,
      onConfirm: () => void remove(which.map(({ id }) => id)),
    });

  return (
    <PageFrame>
      <div class="stack">
        <div class="stack-tight">
          <AdminHeading page="/accessibility-reports" />
          <p class="soft">{t.reportsLead}</p>
        </div>
        <ResourceStatus resource={list} otherFailure={failure} fetchingText={t.fetching} />
        <output>{done}</output>
        {list.body?.length === 0 && <p>{t.noReports}</p>}
        {reports.length >= MAX_ACCESSIBILITY_REPORTS && <Notice tone="caution">{t.isFull}</Notice>}
        {reports.length > 1 && (
          <button
            type="button"
            class="button is-plain reports-all"
            onClick={() => askToRemove(reports)}
          >
            {t.removeAll}
          </button>
        )}
        {reports.length > 0 && (
          <ul class="reports">
            {reports.map((report) => (
              <li key={report.id} class="card stack-tight">
                <p class="soft" id={`report-${report.id}`}>
                  {dayName(report.sentAt, locale.get())}
                </p>
                <p class="report-text" dir="auto">
                  {report.text}
                </p>
                {report.replyTo !== null && (
                  <p dir="auto">{t.answerTo({ replyTo: report.replyTo })}</p>
                )}
                <button
                  type="button"
                  class="button is-quiet is-destructive"
                  aria-describedby={`report-${report.id}`}
                  onClick={() => askToRemove([report])}
                >
                  {t.remove}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />}
    </PageFrame>
  );
}
