// API tokens for other systems: created, listed with their last use, and revoked.
import type {
  ApiTokenDescription,
  ApiTokenWithSecret,
  NewApiToken,
} from '@distansmote/shared/accountsApi.ts';
import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import type { Question } from '../ConfirmDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NewTokenForm } from './NewTokenForm.tsx';
import { ResourceStatus } from './ResourceStatus.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { TokenTable } from './TokenTable.tsx';
import { useStaffApi, useStaffResource } from './useStaffApi.ts';

export function ApiTokens({ onQuestion }: { onQuestion: (question: Question) => void }) {
  const t = useTexts(accountsTexts);
  const { request, failure } = useStaffApi();
  const list = useStaffResource<readonly ApiTokenDescription[]>('/api/api-tokens');
  const { body: tokens, setBody: setTokens } = list;
  const [drawn, setDrawn] = useState<ApiTokenWithSecret>();
  const [done, setDone] = useState('');
  const [isCreating, setIsCreating] = useState(false);

  const create = async (token: NewApiToken): Promise<boolean> => {
    setDone('');
    const answer = await request<ApiTokenWithSecret>('POST', '/api/api-tokens', token);
    setIsCreating(false);
    if (answer.type !== 'ok') return false;
    setDrawn(answer.body);
    setTokens((former = []) => [answer.body, ...former]);
    return true;
  };

  const revoke = async (token: ApiTokenDescription) => {
    setDone('');
    const answer = await request<undefined>('DELETE', `/api/api-tokens/${token.id}`);
    if (answer.type !== 'ok') return;
    setTokens((former = []) => former.filter(({ id }) => id !== token.id));
    if (drawn?.id === token.id) setDrawn(undefined);
    setDone(t.revoked({ name: token.name }));
  };

  const askToRevoke = (token: ApiTokenDescription) =>
    onQuestion({
      title: t.revokeTitle({ name: token.name }),
      what: t.revokeWhat,
      confirm: t.revoke,
      keep: t.keep,
      isDestructive: true,
      onConfirm: () => void revoke(token),
    });

  const createButton = (
    <button
      type="button"
      class={`button ${drawn ? 'is-plain' : ''}`}
      onClick={() => setIsCreating(true)}
    >
      <Icon node={Plus} />
      {t.createToken}
    </button>
  );

  return (
    <>
      <div class="table-head">
        <p class="soft api-tokens-lead">
          {t.apiTokensLead} {/* Not a page of this client: the server answers it. */}
          <a href="/api/docs" target="_blank" rel="noopener">
            {t.apiDocs}
          </a>
        </p>
        {tokens && tokens.length > 0 && createButton}
      </div>
      <ResourceStatus resource={list} otherFailure={failure} fetchingText={t.fetching} />
      {drawn && (
        <ShownOnce
          title={t.tokenCreated({ name: drawn.name })}
          what={t.tokenOnce}
          secret={drawn.token}
          onDone={() => setDrawn(undefined)}
        />
      )}
      <output>{done}</output>
      {tokens?.length === 0 && (
        <div class="table-empty">
          <p>{t.noTokens}</p>
          {createButton}
        </div>
      )}
      {tokens && tokens.length > 0 && <TokenTable tokens={tokens} onRevoke={askToRevoke} />}
      {isCreating && (
        <FormDialog title={t.newToken} onClose={() => setIsCreating(false)}>
          <NewTokenForm onCreate={create} onCancel={() => setIsCreating(false)} />
        </FormDialog>
      )}
    </>
  );
}
