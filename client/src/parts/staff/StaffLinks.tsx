// Links to the person's account and, for administrators, to all accounts and the audit log.
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';

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
        </>
      )}
      <a class="back-link" href="/account">
        {t.ownAccount}
      </a>
    </>
  );
}
