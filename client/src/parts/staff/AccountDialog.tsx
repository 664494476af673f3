// The dialog that is open over the list of accounts: a form, or a question before something is done.
import type { AccountDescription } from '@distansmote/shared/accountsApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NewAccountForm } from './NewAccountForm.tsx';
import { RenameAccountForm } from './RenameAccountForm.tsx';
import type { AccountActions } from './useAccountActions.ts';

export type OpenedAccount =
  | { type: 'create' }
  | {
      type: 'rename' | 'close' | 'resetPassword' | 'makeAdministrator';
      account: AccountDescription;
    };

interface AccountDialogProps {
  opened: OpenedAccount;
  actions: AccountActions;
  onClose: () => void;
}

export function AccountDialog({ opened, actions, onClose }: AccountDialogProps) {
  const t = useTexts(accountsTexts);

  if (opened.type === 'create') {
    return (
      <FormDialog title={t.newAccount} onClose={onClose}>
        <NewAccountForm onCreate={(wanted) => actions.create(wanted, onClose)} onCancel={onClose} />
      </FormDialog>
    );
  }
  const { account } = opened;
  const { username } = account;
  if (opened.type === 'rename') {
    const rename = async (name: string) => {
      onClose();
      await actions.rename(account, name);
    };
    return (
      <FormDialog title={t.renameTitle({ username })} onClose={onClose}>
        <RenameAccountForm account={account} onRename={rename} onCancel={onClose} />
      </FormDialog>
    );
  }
  const questions = {
    close: {
      title: t.closeTitle({ username }),
      what: t.closeWhat,
      confirm: t.close,
      isDestructive: true,
      onConfirm: () => void actions.close(account),
    },
    resetPassword: {
      title: t.resetTitle({ username }),
      what: t.resetWhat,
      confirm: t.resetPassword,
      onConfirm: () => void actions.resetPassword(account),
    },
    makeAdministrator: {
      title: t.roleTitle({ username }),
      what: t.roleWhat,
      confirm: t.makeAdministrator,
      onConfirm: () => void actions.setRole(account, 'administrator'),
    },
  };
  return <ConfirmDialog question={{ ...questions[opened.type], keep: t.keep }} onClose={onClose} />;
}
