// For administrators: everybody's accounts, searched and read a page at a time.
import type {
  AccountDescription,
  AccountFilter,
  AccountPage as Page,
  AccountWithPassword,
  NewAccount,
  Role,
} from '@distansmote/shared/accountsApi.ts';
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { Plus } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { accountsTexts } from '../language/texts/accounts.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { type AccountDeed, AccountTable } from '../parts/staff/AccountTable.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { ConfirmDialog, type Question } from '../parts/staff/ConfirmDialog.tsx';
import { FormDialog } from '../parts/staff/FormDialog.tsx';
import { LabelledSelect } from '../parts/staff/LabelledSelect.tsx';
import { NewAccountForm } from '../parts/staff/NewAccountForm.tsx';
import { RenameAccountForm } from '../parts/staff/RenameAccountForm.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { ShownOnce } from '../parts/staff/ShownOnce.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';

/** A password that was just generated, and for whom. */
interface Drawn {
  why: 'created' | 'wasReset';
  username: string;
  password: string;
}

type Opened =
  | { type: 'create' }
  | { type: 'rename'; account: AccountDescription }
  | { type: 'question'; question: Question };

const PER_PAGE = 25;
const FILTERS = ['all', 'administrators', 'closed'] as const satisfies readonly AccountFilter[];
/** While somebody types, not each letter is searched for. */
const TYPING_MS = 200;

export function AccountsPage() {
  const t = useTexts(accountsTexts);
  const id = useId();
  const { request, failure } = useStaffApi();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<AccountFilter>('all');
  const [offset, setOffset] = useState(0);
  const session = useStaffResource<SessionDescription>('/api/session');
  const query = new URLSearchParams({ search, show, offset: String(offset), limit: `${PER_PAGE}` });
  const list = useStaffResource<Page>(`/api/accounts/search?${query}`);
  const { body: page } = list;
  const [drawn, setDrawn] = useState<Drawn>();
  const [done, setDone] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);

  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setOffset(0);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);

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
    close();
    if (answer.type !== 'ok') return false;
    const { account, password } = answer.body;
    setDrawn({ why: 'created', username: account.username, password });
    void list.reload();
    return true;
  };

  const change = async (path: string, words: string, method: 'POST' | 'PUT', body?: object) => {
    setDone('');
    const answer = await request<AccountDescription>(method, `/api/accounts/${path}`, body);
    if (answer.type !== 'ok') return;
    setDone(words);
    await list.reload();
  };

  const resetPassword = async (accountId: string) => {
    setDone('');
    const path = `/api/accounts/${accountId}/password`;
    const answer = await request<AccountWithPassword>('POST', path);
    if (answer.type !== 'ok') return;
    const { account, password } = answer.body;
    setDrawn({ why: 'wasReset', username: account.username, password });
  };

  const rename = async (account: AccountDescription, displayName: string) => {
    close();
    const words = t.wasRenamed({ username: account.username });
    await change(`${account.id}/name`, words, 'PUT', { displayName });
  };

  const consider = (account: AccountDescription, deed: AccountDeed) => {
    const { id: accountId, username } = account;
    const named = { username };
    const ask = (question: Omit<Question, 'keep'>) =>
      setOpened({ type: 'question', question: { ...question, keep: t.keep } });
    const setRole = (role: Role) =>
      void change(`${accountId}/role`, t.roleChanged(named), 'PUT', { role });
    const deeds: Record<AccountDeed, () => void> = {
      rename: () => setOpened({ type: 'rename', account }),
      close: () =>
        ask({
          title: t.closeTitle(named),
          what: t.closeWhat,
          confirm: t.close,
          isDestructive: true,
          onConfirm: () => void change(`${accountId}/close`, t.wasClosed(named), 'POST'),
        }),
      resetPassword: () =>
        ask({
          title: t.resetTitle(named),
          what: t.resetWhat,
          confirm: t.resetPassword,
          onConfirm: () => void resetPassword(accountId),
        }),
      makeAdministrator: () =>
        ask({
          title: t.roleTitle(named),
          what: t.roleWhat,
          confirm: t.makeAdministrator,
          onConfirm: () => setRole('administrator'),
        }),
      makeStaff: () => setRole('staff'),
      reopen: () => void change(`${accountId}/reopen`, t.wasReopened(named), 'POST'),
    };
    deeds[deed]();
  };

  const filters = { all: t.all, administrators: t.administrators, closed: t.closedAccounts };

  return (
    <PageFrame>
      <div class="stack">
        <AdminHeading page="/accounts" />
        <ResourceStatus resource={list} otherFailure={failure} fetchingText={t.fetching} />
        {drawn && (
          <ShownOnce
            title={t[drawn.why]({ username: drawn.username })}
            what={drawn.why === 'created' ? t.firstPassword : t.newPasswordOnce}
            secret={drawn.password}
            onDone={() => setDrawn(undefined)}
          />
        )}
        {page && (
          <div class="stack-tight">
            <div class="table-tools">
              <search class="field is-wide">
                <label for={id}>{t.search}</label>
                <input
                  id={id}
                  type="search"
                  value={typed}
                  onInput={({ currentTarget }) => {
                    setDone('');
                    setTyped(currentTarget.value);
                  }}
                  autocomplete="off"
                  spellcheck={false}
                  maxLength={100}
                />
              </search>
              <LabelledSelect
                label={t.show}
                value={show}
                options={FILTERS.map((one) => [one, filters[one]])}
                onChoose={(one) => {
                  setDone('');
                  setShow(one);
                  setOffset(0);
                }}
              />
              <button type="button" class="button" onClick={() => setOpened({ type: 'create' })}>
                <Icon node={Plus} />
                {t.create}
              </button>
            </div>
            <output>{done || (page.total === 0 ? t.noneFound : t.found(page.total))}</output>
            {page.accounts.length > 0 && (
              <AccountTable
                accounts={page.accounts}
                ownUsername={session.body?.username}
                onAsk={consider}
              />
            )}
            <AccountPager offset={offset} total={page.total} onTurn={setOffset} />
          </div>
        )}
      </div>
      {opened?.type === 'create' && (
        <FormDialog title={t.newAccount} onClose={close}>
          <NewAccountForm onCreate={create} onCancel={close} />
        </FormDialog>
      )}
      {opened?.type === 'rename' && (
        <FormDialog title={t.renameTitle({ username: opened.account.username })} onClose={close}>
          <RenameAccountForm
            account={opened.account}
            onRename={(name) => rename(opened.account, name)}
            onCancel={close}
          />
        </FormDialog>
      )}
      {opened?.type === 'question' && <ConfirmDialog question={opened.question} onClose={close} />}
    </PageFrame>
  );
}

interface AccountPagerProps {
  offset: number;
  total: number;
  onTurn: (offset: number) => void;
}

function AccountPager({ offset, total, onTurn }: AccountPagerProps) {
  const t = useTexts(accountsTexts);
  if (total <= PER_PAGE) return null;
  const last = Math.min(offset + PER_PAGE, total);
  const turn = (to: number, words: string) => (
    <button
      type="button"
      class="button is-plain"
      aria-disabled={to < 0 || to >= total}
      onClick={() => to >= 0 && to < total && onTurn(to)}
    >
      {words}
    </button>
  );
  return (
    <nav class="table-pager" aria-label={t.pages}>
      {turn(offset - PER_PAGE, t.previous)}
      <p>{t.range({ first: offset + 1, last, total })}</p>
      {turn(offset + PER_PAGE, t.next)}
    </nav>
  );
}
