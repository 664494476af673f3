// API tokens for other systems: created, listed with their last use, and revoked.
import type {
  ApiTokenDescription,
  ApiTokenWithSecret,
  NewApiToken,
} from '@distansmote/shared/accountsApi.ts';
import { useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Question } from './ConfirmDialog.tsx';
import { NewTokenForm } from './NewTokenForm.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { StaffProblemNotice } from './StaffProblemNotice.tsx';
import { useStaffApi, useStaffResource } from './useStaffApi.ts';

export function ApiTokens({ onQuestion }: { onQuestion: (question: Question) => void }) {
  const t = useTexts(accountsTexts);
  const { request, failure } = useStaffApi();
  const list = useStaffResource<readonly ApiTokenDescription[]>('/api/api-tokens');
  const { body: tokens, setBody: setTokens } = list;
  const [drawn, setDrawn] = useState<ApiTokenWithSecret>();
  const [done, setDone] = useState('');

  const create = async (token: NewApiToken): Promise<boolean> => {
    setDone('');
    const answer = await request<ApiTokenWithSecret>('POST', '/api/api-tokens', token);
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

  const dated = (time: string) => new Date(time).toLocaleDateString(locale.get());
  const told = ({ createdAt, createdBy, lastUsedAt }: ApiTokenDescription) =>
    `${t.tokenMade({ date: dated(createdAt), username: createdBy })} ${
      lastUsedAt === null ? t.tokenUnused : t.tokenUsed({ date: dated(lastUsedAt) })
    }`;
  const endOf = ({ expiresAt }: ApiTokenDescription) => {
    if (expiresAt === null) return t.tokenEndless;
    const isOver = Date.parse(expiresAt) <= Date.now();
    return t[isOver ? 'tokenEnded' : 'tokenEnds']({ date: dated(expiresAt) });
  };

  return (
    <section class="stack" aria-labelledby="api-tokens">
      <div class="stack-tight">
        <h2 id="api-tokens">{t.apiTokens}</h2>
        <p class="soft">{t.apiTokensLead}</p>
        <p>
          {/* Not a page of this client: the server answers it. */}
          <a href="/api/docs" target="_blank" rel="noopener">
            {t.apiDocs}
          </a>
        </p>
      </div>
      <StaffProblemNotice failure={list.failure ?? failure} />
      {drawn && (
        <ShownOnce
          title={t.tokenCreated({ name: drawn.name })}
          what={t.tokenOnce}
          secret={drawn.token}
          onDone={() => setDrawn(undefined)}
        />
      )}
      <NewTokenForm onCreate={create} />
      <output>{done}</output>
      {tokens?.length === 0 && <p class="soft">{t.noTokens}</p>}
      {tokens && tokens.length > 0 && (
        <ul class="spaces-list">
          {tokens.map((token) => (
            <li class="space" key={token.id}>
              <div class="space-words">
                <h3 id={`token-${token.id}`}>{token.name}</h3>
                <p>
                  {t[token.scope]}. {endOf(token)}
                </p>
                <p class="soft">{told(token)}</p>
              </div>
              <button
                type="button"
                class="button is-plain is-destructive"
                aria-describedby={`token-${token.id}`}
                onClick={() =>
                  onQuestion({
                    title: t.revokeTitle({ name: token.name }),
                    what: t.revokeWhat,
                    confirm: t.revoke,
                    keep: t.keep,
                    isDestructive: true,
                    onConfirm: () => void revoke(token),
                  })
                }
              >
                {t.revoke}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
