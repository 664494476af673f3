// For administrators: everybody's accounts, and the tokens of other systems.
import type {
  AccountDescription,
  AccountWithPassword,
  NewAccount,
  Role,
} from '@distansmote/shared/accountsApi.ts';
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../language/texts/accounts.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { type AccountDeed, AccountItem } from '../parts/staff/AccountItem.tsx';
import { ApiTokens } from '../parts/staff/ApiTokens.tsx';
import { ConfirmDialog, type Question } from '../parts/staff/ConfirmDialog.tsx';
import { NewAccountForm } from '../parts/staff/NewAccountForm.tsx';
import { ShownOnce } from '../parts/staff/ShownOnce.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';

/** A password that was just generated, and for whom. */
interface Drawn {
  why: 'created' | 'wasReset';
  username: string;
  password: string;
}

export function AccountsPage() {
  const t = useTexts(accountsTexts);
  const { request, failure } = useStaffApi();
  const session = useStaffResource<SessionDescription>('/api/session');
  const list = useStaffResource<readonly AccountDescription[]>('/api/accounts');
  const { body: accounts, setBody: setAccounts } = list;
  const [drawn, setDrawn] = useState<Drawn>();
  const [done, setDone] = useState('');
  const [question, setQuestion] = useState<Question>();

  const reloadAll = () => Promise.all([session.reload(), list.reload()]);

  const put = (account: AccountDescription) =>
    setAccounts((former = []) =>
      [...former.filter(({ id }) => id !== account.id), account].sort((a, b) =>
        a.username.localeCompare(b.username),
      ),
    );

  const create = async (wanted: NewAccount) => {
    setDone('');
    // Problems with the username are shown at its field.
    const answer = await request<AccountWithPassword>(
      'POST',
      '/api/accounts',
      wanted,
      ({ code }) => code === 'usernameTaken' || code === 'invalid',
    );
    if (answer.type === 'refused' && answer.code === 'usernameTaken') return 'usernameTaken';
    if (answer.type === 'refused' && answer.code === 'invalid') return 'usernameInvalid';
    if (answer.type !== 'ok') return false;
    const { account, password } = answer.body;
    put(account);
    setDrawn({ why: 'created', username: account.username, password });
    return true;
  };

  const change = async (path: string, words: string, method: 'POST' | 'PUT', body?: object) => {
    setDone('');
    const answer = await request<AccountDescription>(method, `/api/accounts/${path}`, body);
    if (answer.type !== 'ok') return;
    put(answer.body);
    setDone(words);
  };

  const resetPassword = async (id: string) => {
    setDone('');
    const answer = await request<AccountWithPassword>('POST', `/api/accounts/${id}/password`);
    if (answer.type !== 'ok') return;
    const { account, password } = answer.body;
    setDrawn({ why: 'wasReset', username: account.username, password });
  };

  const consider = ({ id, username }: AccountDescription, deed: AccountDeed) => {
    const named = { username };
    const setRole = (role: Role) =>
      void change(`${id}/role`, t.roleChanged(named), 'PUT', { role });
    const deeds: Record<AccountDeed, Question | (() => void)> = {
      close: {
        title: t.closeTitle(named),
        what: t.closeWhat,
        confirm: t.close,
        keep: t.keep,
        isDestructive: true,
        onConfirm: () => void change(`${id}/close`, t.wasClosed(named), 'POST'),
      },
      resetPassword: {
        title: t.resetTitle(named),
        what: t.resetWhat,
        confirm: t.resetPassword,
        keep: t.keep,
        onConfirm: () => void resetPassword(id),
      },
      makeAdministrator: {
        title: t.roleTitle(named),
        what: t.roleWhat,
        confirm: t.makeAdministrator,
        keep: t.keep,
        onConfirm: () => setRole('administrator'),
      },
      makeStaff: () => setRole('staff'),
      reopen: () => void change(`${id}/reopen`, t.wasReopened(named), 'POST'),
    };
    const asked = deeds[deed];
    if (typeof asked === 'function') asked();
    else setQuestion(asked);
  };

  return (
    <PageFrame>
      <div class="stack">
        <div class="spaces-head">
          <PageHeading text={t.accounts} />
          <a class="back-link" href="/spaces">
            {t.toSpaces}
          </a>
        </div>

        <ResourceStatus
          resource={{ ...list, reload: reloadAll }}
          otherFailure={failure}
          fetchingText={t.fetching}
        />

        {accounts && (
          <>
            {drawn && (
              <ShownOnce
                title={t[drawn.why]({ username: drawn.username })}
                what={drawn.why === 'created' ? t.firstPassword : t.newPasswordOnce}
                secret={drawn.password}
                onDone={() => setDrawn(undefined)}
              />
            )}
            <NewAccountForm onCreate={create} />
            <section class="stack" aria-labelledby="all-accounts">
              <div class="stack-tight">
                <h2 id="all-accounts">{t.all}</h2>
                <output>{done}</output>
              </div>
              <ul class="spaces-list">
                {accounts.map((account) => (
                  <AccountItem
                    key={account.id}
                    account={account}
                    isOwn={account.username === session.body?.username}
                    onAsk={(deed) => consider(account, deed)}
                  />
                ))}
              </ul>
            </section>
            <ApiTokens onQuestion={setQuestion} />
          </>
        )}
      </div>
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />}
    </PageFrame>
  );
}
