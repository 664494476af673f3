// An account in the administrators' list, with the actions for it.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';

/** An administrator's actions; which are offered depends on the account. */
export type AccountDeed = 'close' | 'reopen' | 'resetPassword' | 'makeAdministrator' | 'makeStaff';

interface AccountItemProps {
  account: AccountDescription;
  isOwn: boolean;
  onAsk: (deed: AccountDeed) => void;
}

function deedsOf({ closedAt, hasPassword, role }: AccountDescription): AccountDeed[] {
  if (closedAt !== null) return ['reopen'];
  const change = role === 'staff' ? 'makeAdministrator' : 'makeStaff';
  return hasPassword ? [change, 'resetPassword', 'close'] : ['close'];
}

export function AccountItem({ account, isOwn, onAsk }: AccountItemProps) {
  const t = useTexts(accountsTexts);
  const headingId = `account-${account.id}`;
  const { username, displayName, role, closedAt, hasPassword } = account;
  return (
    <li class="space">
      <div class="space-words">
        <h3 id={headingId}>
          {displayName || username} {isOwn && <span class="soft">{t.you}</span>}
        </h3>
        <p class="soft">
          {displayName && `${username} · `}
          {t[role]}
          {closedAt !== null && (
            <>
              {' · '}
              <strong>{t.closed}</strong>
            </>
          )}
        </p>
        {!hasPassword && <p class="soft">{t.byProvider}</p>}
      </div>
      <div class="buttons">
        {deedsOf(account).map((deed) => (
          <button
            key={deed}
            type="button"
            class={`button is-plain ${deed === 'close' ? 'is-destructive' : ''}`}
            aria-describedby={headingId}
            onClick={() => onAsk(deed)}
          >
            {t[deed]}
          </button>
        ))}
      </div>
    </li>
  );
}
