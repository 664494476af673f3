// What administrators can do with accounts, and what the page then says.
import type {
  AccountDescription,
  AccountWithPassword,
  NewAccount,
  Role,
} from '@distansmote/shared/accountsApi.ts';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ApiFailure } from '../../platform/callApi.ts';
import { useStaffApi } from './useStaffApi.ts';

/** A password that was just generated, and for whom. */
interface NewPassword {
  why: 'created' | 'wasReset';
  username: string;
  password: string;
}

export interface AccountActions {
  /** What was done latest, for a live region. */
  status: string;
  /** For when it no longer fits what is shown. */
  clearStatus: () => void;
  /** To be shown until somebody has kept it. */
  newPassword: NewPassword | undefined;
  forgetPassword: () => void;
  failure: ApiFailure | undefined;
  /**
   * @param close closes the form, unless the username is wrong: before the password is shown, since that takes the focus.
   * @returns whether it was created, or what is wrong with the username.
   */
  create: (
    wanted: NewAccount,
    close: () => void,
  ) => Promise<boolean | 'usernameTaken' | 'usernameInvalid'>;
  rename: (account: AccountDescription, displayName: string) => Promise<void>;
  setRole: (account: AccountDescription, role: Role) => Promise<void>;
  close: (account: AccountDescription) => Promise<void>;
  reopen: (account: AccountDescription) => Promise<void>;
  resetPassword: (account: AccountDescription) => Promise<void>;
}

/** @param onChanged after each change on the server. */
export function useAccountActions(onChanged: () => void): AccountActions {
  const t = useTexts(accountsTexts);
  const { request, failure } = useStaffApi();
  const [status, setStatus] = useState('');
  const [newPassword, setNewPassword] = useState<NewPassword>();

  const change = async (path: string, words: string, method: 'POST' | 'PUT', body?: object) => {
    setStatus('');
    const answer = await request<AccountDescription>(method, `/api/accounts/${path}`, body);
    if (answer.type !== 'ok') return;
    setStatus(words);
    onChanged();
  };
  const showPassword = (why: NewPassword['why'], { account, password }: AccountWithPassword) =>
    setNewPassword({ why, username: account.username, password });

  return {
    status,
    clearStatus: () => setStatus(''),
    newPassword,
    forgetPassword: () => setNewPassword(undefined),
    failure,

    async create(wanted, close) {
      setStatus('');
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
      showPassword('created', answer.body);
      onChanged();
      return true;
    },

    rename: ({ id, username }, displayName) =>
      change(`${id}/name`, t.wasRenamed({ username }), 'PUT', { displayName }),

    setRole: ({ id, username }, role) =>
      change(`${id}/role`, t.roleChanged({ username }), 'PUT', { role }),

    close: ({ id, username }) => change(`${id}/close`, t.wasClosed({ username }), 'POST'),

    reopen: ({ id, username }) => change(`${id}/reopen`, t.wasReopened({ username }), 'POST'),

    async resetPassword({ id }) {
      setStatus('');
      const answer = await request<AccountWithPassword>('POST', `/api/accounts/${id}/password`);
      if (answer.type === 'ok') showPassword('wasReset', answer.body);
    },
  };
}
