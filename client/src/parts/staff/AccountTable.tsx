// The administrators' table of accounts, with what can be done with each in its menu.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { CircleOff, CircleUser, KeyRound, Pencil, ShieldCheck, ShieldOff } from 'lucide';
import { locale } from '../../language/locale.ts';
import { clock, dayName } from '../../language/swedishTimes.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Menu } from '../Menu.tsx';
import { TableHead } from './TableHead.tsx';

/** An administrator's actions; which are offered depends on the account. */
export type AccountAction =
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
  onAsk: (account: AccountDescription, action: AccountAction) => void;
}

function actionsOf({ closedAt, hasPassword, role }: AccountDescription): AccountAction[] {
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
      <TableHead columns={[t.displayName, t.username, t.role, t.lastSignIn]} actions={t.actions} />
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
                  items={actionsOf(account).map((action) => ({
                    words: t[action],
                    icon: icons[action],
                    isDestructive: action === 'close',
                    onChoose: () => onAsk(account, action),
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
