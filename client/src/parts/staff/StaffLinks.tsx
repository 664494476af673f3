// Links to the person's account and, for administrators, to all accounts, the audit log, and what waits to be read.
import type { AccessibilityReportCount } from '@distansmote/shared/accessibilityApi.ts';
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { useStaffResource } from './useStaffApi.ts';

export function StaffLinks({ me }: { me: SessionDescription }) {
  const t = useTexts(accountsTexts);
  return (
    <>
      {me.role === 'administrator' && (
        <>
          <a class="back-link" href="/accounts">
            {t.accounts}
          </a>
          <a class="back-link" href="/audit">
            {t.audit}
          </a>
          <WaitingReports />
        </>
      )}
      <a class="back-link" href="/account">
        {t.ownAccount}
      </a>
    </>
  );
}

/** What visitors have written of faults in accessibility: nobody would look for it otherwise. */
function WaitingReports() {
  const t = useTexts(accountsTexts);
  const { body } = useStaffResource<AccessibilityReportCount>('/api/accessibility-reports/count');
  if (body === undefined || body.count === 0) return null;
  return (
    <a class="back-link" href="/accessibility-reports">
      {t.newReports(body.count)}
    </a>
  );
}
