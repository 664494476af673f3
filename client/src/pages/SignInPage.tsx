// Lets staff sign in with username and password, or by the identity provider where there is one.
import type { Credentials, SessionDescription, SignInWays } from '@distansmote/shared/httpApi.ts';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { callApi } from '../platform/callApi.ts';
import { Field } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { SubmitButton } from '../parts/SubmitButton.tsx';

type SignInError = 'usernameMissing' | 'passwordMissing' | 'wrong' | 'tooMany' | 'unreachable';

/** Why the identity provider has sent somebody back without a session: `/sign-in?problem=oidcNoRole`. */
const oidcProblems = ['oidcUnreachable', 'oidcFailed', 'oidcNoRole', 'oidcClosed'] as const;

export function SignInPage() {
  const t = useTexts(staffTexts);
  const common = useTexts(everywhereTexts);
  const { route, query } = useLocation();
  const broughtBack = oidcProblems.find((name) => name === query['problem']);
  const [error, setError] = useState<SignInError | (typeof oidcProblems)[number] | undefined>(
    query['problem'] === 'tooMany' ? 'tooMany' : broughtBack,
  );
  const [ways, setWays] = useState<SignInWays>();
  const [isWorking, setIsWorking] = useState(false);
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // Without an answer there is username and password still.
    void callApi<SignInWays>('GET', '/api/session/ways').then((answer) => {
      if (answer.is === 'granted') setWays(answer.body);
    });
  }, []);

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
    const answer = await callApi<SessionDescription>('POST', '/api/session', credentials);
    setIsWorking(false);
    if (answer.is === 'granted') return route('/spaces', true);
    if (answer.is === 'unreachable') return setError('unreachable');
    return setError(answer.status === 429 ? 'tooMany' : 'wrong');
  };

  const formProblem = (['wrong', ...oidcProblems] as const).find((name) => name === error);
  const formError = formProblem && t[formProblem];
  const commonError = error === 'tooMany' || error === 'unreachable' ? common[error] : undefined;

  return (
    <PageFrame isNarrow>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={t.signIn} />
          <p class="soft">{t.signInLead}</p>
        </div>
        <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
          {(formError ?? commonError) && (
            <Notice tone="fault" role="alert">
              <p>{formError ?? commonError}</p>
            </Notice>
          )}
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
            // Another site, so not by the client's own routes.
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
