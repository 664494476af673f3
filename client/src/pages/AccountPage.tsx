// The signed-in person's account, and changing its password.
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { accountsTexts } from '../language/texts/accounts.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { PasswordForm } from '../parts/staff/PasswordForm.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffResource } from '../parts/staff/useStaffApi.ts';

export function AccountPage() {
  const t = useTexts(accountsTexts);
  const session = useStaffResource<SessionDescription>('/api/session');
  const { body: me } = session;

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
        <ResourceStatus resource={session} fetchingText={t.fetching} />
        {me?.hasPassword === true && <PasswordForm username={me.username} />}
        {me?.hasPassword === false && <p>{t.noPassword}</p>}
        <p>
          <a class="back-link" href="/spaces">
            {me?.role === 'administrator' ? t.toAllSpaces : t.toSpaces}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
