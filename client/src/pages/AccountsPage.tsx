// For administrators: everybody's accounts, and the tokens of other systems.
import type {
  AccountDescription,
  AccountWithPassword,
  NewAccount,
  Role,
} from '@distansmote/shared/accountsApi.ts';
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { useEffect, useState } from 'preact/hooks';
import { callApi } from '../platform/callApi.ts';
import { accountsTexts } from '../language/texts/accounts.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { type AccountDeed, AccountItem } from '../parts/staff/AccountItem.tsx';
import { ApiTokens } from '../parts/staff/ApiTokens.tsx';
import { ConfirmDialog, type Question } from '../parts/staff/ConfirmDialog.tsx';
import { NewAccountForm } from '../parts/staff/NewAccountForm.tsx';
import { ShownOnce } from '../parts/staff/ShownOnce.tsx';
import { StaffProblemNotice } from '../parts/staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

/** A password that was drawn just now, and for whom. */
interface Drawn {
  why: 'created' | 'wasReset';
  username: string;
  password: string;
}

export function AccountsPage() {
  const t = useTexts(accountsTexts);
  const common = useTexts(everywhereTexts);
  const { ask, problem } = useStaffApi();
  const [me, setMe] = useState<SessionDescription>();
  const [accounts, setAccounts] = useState<readonly AccountDescription[]>();
  const [drawn, setDrawn] = useState<Drawn>();
  const [done, setDone] = useState('');
  const [question, setQuestion] = useState<Question>();

  const fetchAll = async () => {
    // One after the other: who is no administrator is told so, and not sent away.
    const list = await ask<AccountDescription[]>('GET', '/api/accounts');
    if (!list) return;
    setAccounts(list.body);
    const session = await ask<SessionDescription>('GET', '/api/session');
    if (session) setMe(session.body);
  };
  useEffect(() => void fetchAll(), []);

  const put = (account: AccountDescription) =>
    setAccounts((list = []) =>
      [...list.filter(({ id }) => id !== account.id), account].sort((a, b) =>
        a.username.localeCompare(b.username),
      ),
    );

  const create = async (wanted: NewAccount) => {
    setDone('');
    // Not by `ask`: what is wrong with the user name is said at its field.
    const answer = await callApi<AccountWithPassword>('POST', '/api/accounts', wanted);
    if (answer.is === 'refused' && answer.title === 'usernameTaken') return 'usernameTaken';
    if (answer.is === 'refused' && answer.title === 'invalid') return 'usernameInvalid';
    if (answer.is !== 'granted') {
      // Asks anew, which says what is wrong, or leads to the sign-in.
      await fetchAll();
      return false;
    }
    const { account, password } = answer.body;
    put(account);
    setDrawn({ why: 'created', username: account.username, password });
    return true;
  };

  const change = async (path: string, words: string, method: 'POST' | 'PUT', body?: object) => {
    setDone('');
    const answer = await ask<AccountDescription>(method, `/api/accounts/${path}`, body);
    if (!answer) return;
    put(answer.body);
    setDone(words);
  };

  const resetPassword = async (id: string) => {
    setDone('');
    const answer = await ask<AccountWithPassword>('POST', `/api/accounts/${id}/password`);
    if (!answer) return;
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

        <StaffProblemNotice problem={problem}>
          {!accounts && (
            <button type="button" class="button is-plain" onClick={() => void fetchAll()}>
              {common.tryAgain}
            </button>
          )}
        </StaffProblemNotice>
        {!accounts && !problem && <p class="soft">{t.fetching}</p>}

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
                    isOwn={account.username === me?.username}
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
