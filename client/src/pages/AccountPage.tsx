// One's own account: who one is here, and another password.
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { accountsTexts } from '../language/texts/accounts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { PasswordForm } from '../parts/staff/PasswordForm.tsx';
import { StaffProblemNotice } from '../parts/staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

export function AccountPage() {
  const t = useTexts(accountsTexts);
  const common = useTexts(everywhereTexts);
  const { route } = useLocation();
  const { ask, problem } = useStaffApi();
  const [me, setMe] = useState<SessionDescription>();

  const fetchMe = async () => {
    const session = await ask<SessionDescription>('GET', '/api/session');
    if (session) setMe(session.body);
  };
  useEffect(() => void fetchMe(), []);

  return (
    <PageFrame isNarrow>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={t.ownAccount} />
          {me && (
            <p class="soft">
              {[me.displayName, me.username, t[me.role]].filter(Boolean).join(' · ')}
            </p>
          )}
        </div>
        <StaffProblemNotice problem={problem}>
          <button type="button" class="button is-plain" onClick={() => void fetchMe()}>
            {common.tryAgain}
          </button>
        </StaffProblemNotice>
        {!me && !problem && <p class="soft">{t.fetching}</p>}
        {me?.hasPassword === true && (
          <PasswordForm username={me.username} onSignedOut={() => route('/sign-in', true)} />
        )}
        {me?.hasPassword === false && <p>{t.noPassword}</p>}
        <p>
          <a class="back-link" href="/spaces">
            {t.toSpaces}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
