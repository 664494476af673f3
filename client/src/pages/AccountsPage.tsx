// For administrators: everybody's accounts, searched and read a page at a time.
import type {
  AccountDescription,
  AccountFilter,
  AccountPage as Page,
  AccountSearch,
} from '@distansmote/shared/accountsApi.ts';
import type { SessionDescription } from '@distansmote/shared/httpApi.ts';
import { Plus } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { accountsTexts } from '../language/texts/accounts.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { AccountDialog, type OpenedAccount } from '../parts/staff/AccountDialog.tsx';
import { type AccountAction, AccountTable } from '../parts/staff/AccountTable.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { LabelledSelect } from '../parts/LabelledSelect.tsx';
import { Pager } from '../parts/staff/Pager.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { ShownOnce } from '../parts/staff/ShownOnce.tsx';
import { useAccountActions } from '../parts/staff/useAccountActions.ts';
import { useStaffResource } from '../parts/staff/useStaffApi.ts';

const PER_PAGE = 25;
const FILTERS = ['all', 'administrators', 'closed'] as const satisfies readonly AccountFilter[];
/** While somebody types, not each letter is searched for. */
const TYPING_MS = 200;

export function AccountsPage() {
  const t = useTexts(accountsTexts);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<AccountFilter>('all');
  const [pageNumber, setPageNumber] = useState(1);
  const session = useStaffResource<SessionDescription>('/api/session');
  const offset = (pageNumber - 1) * PER_PAGE;
  const list = useStaffResource<Page>('/api/accounts/search', {
    text: search,
    show,
    offset,
    limit: PER_PAGE,
  } satisfies AccountSearch);
  const { body: page } = list;
  const actions = useAccountActions(() => void list.reload());
  const { newPassword } = actions;
  const [opened, setOpened] = useState<OpenedAccount>();

  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setPageNumber(1);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  const act = (account: AccountDescription, action: AccountAction) => {
    if (action === 'makeStaff') void actions.setRole(account, 'staff');
    else if (action === 'reopen') void actions.reopen(account);
    else setOpened({ type: action, account });
  };

  const filters = { all: t.all, administrators: t.administrators, closed: t.closedAccounts };

  return (
    <PageFrame>
      <div class="stack">
        <AdminHeading page="/accounts" />
        <ResourceStatus resource={list} otherFailure={actions.failure} fetchingText={t.fetching} />
        {newPassword && (
          <ShownOnce
            title={t[newPassword.why]({ username: newPassword.username })}
            what={newPassword.why === 'created' ? t.firstPassword : t.newPasswordOnce}
            secret={newPassword.password}
            onDone={actions.forgetPassword}
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
                    actions.clearStatus();
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
                  actions.clearStatus();
                  setShow(one);
                  setPageNumber(1);
                }}
              />
              <button
                type="button"
                class={`button ${newPassword ? 'is-plain' : ''}`}
                onClick={() => setOpened({ type: 'create' })}
              >
                <Icon node={Plus} />
                {t.create}
              </button>
            </div>
            <output>
              {actions.status || (page.total === 0 ? t.noneFound : t.found(page.total))}
            </output>
            {page.accounts.length > 0 && (
              <AccountTable
                accounts={page.accounts}
                ownUsername={session.body?.username}
                onAsk={act}
              />
            )}
            <Pager
              page={pageNumber}
              pages={Math.ceil(page.total / PER_PAGE)}
              onTurn={setPageNumber}
            />
          </div>
        )}
      </div>
      {opened && (
        <AccountDialog opened={opened} actions={actions} onClose={() => setOpened(undefined)} />
      )}
    </PageFrame>
  );
}
