// The table of API tokens, with when each was used last and how long it is valid.
import type { ApiTokenDescription } from '@distansmote/shared/accountsApi.ts';
import { locale } from '../../language/locale.ts';
import { dayName } from '../../language/swedishTimes.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { TableHead } from './TableHead.tsx';

interface TokenTableProps {
  tokens: readonly ApiTokenDescription[];
  onRevoke: (token: ApiTokenDescription) => void;
}

export function TokenTable({ tokens, onRevoke }: TokenTableProps) {
  const t = useTexts(accountsTexts);
  const dated = (time: string) => dayName(time, locale.get());
  const endOf = ({ expiresAt }: ApiTokenDescription) => {
    if (expiresAt === null) return t.tokenEndless;
    const isOver = Date.parse(expiresAt) <= Date.now();
    const date = dated(expiresAt);
    return isOver ? t.tokenEnded({ date }) : date;
  };
  return (
    <table class="table token-table">
      <caption class="visually-hidden">{t.apiTokens}</caption>
      <TableHead
        columns={[t.tokenName, t.tokenScope, t.tokenUse, t.tokenValid]}
        actions={t.actions}
      />
      <tbody>
        {tokens.map((token) => {
          const { id, name, scope, createdAt, createdBy, lastUsedAt } = token;
          return (
            <tr key={id}>
              <th
                scope="row"
                id={`token-${id}`}
                title={t.tokenMade({ date: dated(createdAt), username: createdBy })}
              >
                <bdi>{name}</bdi>
              </th>
              <td class="cell-scope">{t[scope]}</td>
              <td>{lastUsedAt === null ? t.tokenUnused : dated(lastUsedAt)}</td>
              <td>{endOf(token)}</td>
              <td class="cell-menu">
                <button
                  type="button"
                  class="button is-quiet is-destructive"
                  aria-describedby={`token-${id}`}
                  onClick={() => onRevoke(token)}
                >
                  {t.revoke}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
