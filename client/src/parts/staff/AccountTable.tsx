// The administrators' table of accounts, with what can be done with each in its menu.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { CircleOff, CircleUser, KeyRound, Pencil, ShieldCheck, ShieldOff } from 'lucide';
import { locale } from '../../language/locale.ts';
import { clock, dayName } from '../../language/swedishTimes.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Menu } from '../Menu.tsx';

/** An administrator's actions; which are offered depends on the account. */
export type AccountDeed =
  | 'rename'
  | 'close'
  | 'reopen'
  | 'resetPassword'
  | 'makeAdministrator'
  | 'makeStaff';

const icons = {
  rename: Pencil,
  close: CircleOff,
  reopen: CircleUser,
  resetPassword: KeyRound,
  makeAdministrator: ShieldCheck,
  makeStaff: ShieldOff,
};

interface AccountTableProps {
  accounts: readonly AccountDescription[];
  ownUsername: string | undefined;
  onAsk: (account: AccountDescription, deed: AccountDeed) => void;
}

function deedsOf({ closedAt, hasPassword, role }: AccountDescription): AccountDeed[] {
  if (closedAt !== null) return ['reopen'];
  const change = role === 'staff' ? 'makeAdministrator' : 'makeStaff';
  // The identity provider sets the rest.
  return hasPassword ? ['rename', 'resetPassword', change, 'close'] : ['close'];
}

export function AccountTable({ accounts, ownUsername, onAsk }: AccountTableProps) {
  const t = useTexts(accountsTexts);
  const language = locale.get();
  return (
    <table class="table account-table">
      <caption class="visually-hidden">{t.accounts}</caption>
      <thead>
        <tr>
          <th scope="col">{t.displayName}</th>
          <th scope="col">{t.username}</th>
          <th scope="col">{t.role}</th>
          <th scope="col">{t.lastSignIn}</th>
          <th scope="col" class="cell-menu">
            <span class="visually-hidden">{t.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => {
          const { id, username, displayName, role, closedAt, lastSignInAt, hasPassword } = account;
          return (
            <tr key={id} class={closedAt === null ? '' : 'is-over'}>
              <th scope="row">
                <bdi>{displayName || username}</bdi>{' '}
                {username === ownUsername && <span class="badge">{t.you}</span>}{' '}
                {closedAt !== null && <span class="badge">{t.closed}</span>}
              </th>
              <td class="cell-username">
                <bdi>{username}</bdi>
              </td>
              <td title={hasPassword ? undefined : t.byProvider}>{t[role]}</td>
              <td class="cell-time">
                {lastSignInAt === null ? (
                  <span class="soft">{t.neverSignedIn}</span>
                ) : (
                  <time
                    dateTime={lastSignInAt}
                    title={`${dayName(lastSignInAt, language)} ${clock(lastSignInAt, language)}`}
                  >
                    {dayName(lastSignInAt, language)}
                  </time>
                )}
              </td>
              <td class="cell-menu">
                <Menu
                  label={t.moreFor({ username })}
                  items={deedsOf(account).map((deed) => ({
                    words: t[deed],
                    icon: icons[deed],
                    isDestructive: deed === 'close',
                    onChoose: () => onAsk(account, deed),
                  }))}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
