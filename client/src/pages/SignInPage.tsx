// Lets staff sign in with username and password, or by the identity provider where there is one.
import type { Credentials, SessionDescription, SignInWays } from '@distansmote/shared/httpApi.ts';
import { useLocation } from 'preact-iso';
import { useRef, useState } from 'preact/hooks';
import type { ApiRefusal } from '../platform/callApi.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { Field } from '../parts/Field.tsx';
import { FaultNotice } from '../parts/FaultNotice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';
import { SubmitButton } from '../parts/SubmitButton.tsx';

type SignInError = 'usernameMissing' | 'passwordMissing' | 'wrong' | 'tooMany';

/** Why the identity provider sent somebody back without a session: `/sign-in?problem=oidcNoRole`. */
const oidcProblems = ['oidcUnreachable', 'oidcFailed', 'oidcNoRole', 'oidcClosed'] as const;

export function SignInPage() {
  const t = useTexts(staffTexts);
  const common = useTexts(everywhereTexts);
  const { route, query } = useLocation();
  const broughtBack = oidcProblems.find((name) => name === query['problem']);
  const [error, setError] = useState<SignInError | (typeof oidcProblems)[number] | undefined>(
    query['problem'] === 'tooMany' ? 'tooMany' : broughtBack,
  );
  const { request, failure } = useStaffApi();
  // Without an answer there is still the username with the password.
  const ways = useStaffResource<SignInWays>('/api/session/ways').body;
  const [isWorking, setIsWorking] = useState(false);
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    // Read from the fields: password managers fill them without telling the page.
    const credentials: Credentials = {
      username: username.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
    };
    if (isWorking) return;
    setError(undefined);
    if (!credentials.username) {
      setError('usernameMissing');
      username.current?.focus();
      return;
    }
    if (!credentials.password) {
      setError('passwordMissing');
      password.current?.focus();
      return;
    }
    setIsWorking(true);
    const isWrong = ({ status }: ApiRefusal) => status !== 429;
    const answer = await request<SessionDescription>('POST', '/api/session', credentials, isWrong);
    setIsWorking(false);
    if (answer.type === 'ok') route('/spaces', true);
    else if (answer.type === 'refused' && isWrong(answer)) setError('wrong');
  };

  const formProblem = (['wrong', ...oidcProblems] as const).find((name) => name === error);
  const formError = formProblem && t[formProblem];
  const latestFailure = error === undefined ? failure : undefined;
  const isTooMany = error === 'tooMany' || latestFailure?.type === 'refused';
  const commonError = isTooMany ? common.tooMany : latestFailure && common.unreachable;

  return (
    <PageFrame isNarrow>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={t.signIn} />
          <p class="soft">{t.signInLead}</p>
        </div>
        <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
          {(formError ?? commonError) && <FaultNotice>{formError ?? commonError}</FaultNotice>}
          <Field
            label={t.username}
            error={error === 'usernameMissing' ? t.usernameMissing : undefined}
            inputRef={username}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={100}
          />
          <Field
            label={t.password}
            error={error === 'passwordMissing' ? t.passwordMissing : undefined}
            inputRef={password}
            isPassword
            autocomplete="current-password"
            maxLength={1000}
          />
          <SubmitButton
            class="is-large"
            words={t.signIn}
            workingWords={t.signingIn}
            isWorking={isWorking}
          />
        </form>
        {ways?.oidc && (
          <button
            type="button"
            class="button is-plain is-large"
            // Another site, so not through the client's router.
            onClick={() => location.assign('/api/session/oidc')}
          >
            {ways.oidc.name === null ? t.signInByWork : t.signInBy({ name: ways.oidc.name })}
          </button>
        )}
        <p>
          <a class="back-link" href="/">
            {common.toStart}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
