// Before a meeting: when it opens, if it has a time, and confirming that the invitation was received.
import { isShowableName, NAME_MAX_LENGTH, tidyName } from '@distansmote/shared/names.ts';
import { useRef, useState } from 'preact/hooks';
import { callApi } from '../platform/callApi.ts';
import { readRemembered, remember } from '../platform/rememberedSettings.ts';
import { earlyTexts } from '../language/texts/early.ts';
import { useTexts } from '../language/useTexts.ts';
import { credentialHeadersOf } from '../session/joinCredentials.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import { EarlyTimes } from '../parts/EarlyTimes.tsx';
import { Field } from '../parts/Field.tsx';
import { FaultNotice } from '../parts/FaultNotice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { SubmitButton } from '../parts/SubmitButton.tsx';
import { useStore } from '../parts/useStore.ts';

interface ConfirmPageProps {
  session: MeetingSession;
  /** ISO 8601; undefined if it is already open. */
  early: { opensAt: string; startsAt: string } | undefined;
  /** To the form that asks for a name, once it is open. */
  onGoOn: () => void;
}

export function ConfirmPage({ session, early, onGoOn }: ConfirmPageProps) {
  const t = useTexts(earlyTexts);
  const { meetingName, callId } = useStore(session.meeting, (state) => state);
  const [name, setName] = useState(() => readRemembered('name') ?? '');
  const [isMissing, setIsMissing] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const [result, setResult] = useState<{ type: 'confirmed'; name: string } | { type: 'failed' }>();
  const input = useRef<HTMLInputElement>(null);

  const confirm = async (event: Event) => {
    event.preventDefault();
    if (isConfirming) return;
    const tidy = tidyName(name);
    setIsMissing(!isShowableName(tidy));
    if (!isShowableName(tidy)) {
      input.current?.focus();
      return;
    }
    setIsConfirming(true);
    const path = `/api/meetings/${callId}/confirmations`;
    const answer = await callApi<undefined>(
      'POST',
      path,
      { name: tidy },
      credentialHeadersOf(callId),
    );
    setIsConfirming(false);
    // It need not be typed again when the meeting begins.
    if (answer.type === 'ok') remember('name', tidy);
    setResult(answer.type === 'ok' ? { type: 'confirmed', name: tidy } : { type: 'failed' });
  };

  const isEarly = early !== undefined;

  return (
    <PageFrame isNarrow={!isEarly} hasTestLink={!isEarly}>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={isEarly ? t.title : t.confirmTitle} />
          {meetingName && <p class="soft">{meetingName}</p>}
        </div>
        <div class={isEarly ? 'early' : 'stack'}>
          {isEarly && (
            <div class="stack">
              <EarlyTimes session={session} {...early} />
              {/* Whoever is signed in and leads it is not here: to them it is open. */}
              <p class="soft">
                {t.lead} <a href="/sign-in">{t.signIn}</a>
              </p>
            </div>
          )}
          <div class="card">
            <output>
              {result?.type === 'confirmed' && <strong>{t.confirmed(result)}</strong>}
            </output>
            {result?.type !== 'confirmed' && (
              <form class="stack" noValidate onSubmit={(event) => void confirm(event)}>
                <div class="stack-tight">
                  {isEarly && <h2>{t.confirmTitle}</h2>}
                  <p>{t.confirmWhat}</p>
                </div>
                <Field
                  label={t.name}
                  error={isMissing ? t.nameMissing : undefined}
                  inputRef={input}
                  value={name}
                  onInput={(event) => setName(event.currentTarget.value)}
                  autocomplete="name"
                  maxLength={NAME_MAX_LENGTH}
                  required
                />
                {result?.type === 'failed' && <FaultNotice>{t.failed}</FaultNotice>}
                <SubmitButton
                  words={t.confirm}
                  workingWords={t.confirming}
                  isWorking={isConfirming}
                />
              </form>
            )}
          </div>
          {!isEarly && (
            <p class="soft">
              {t.isTime}{' '}
              <button type="button" class="button is-quiet" onClick={onGoOn}>
                {t.enter}
              </button>
            </p>
          )}
        </div>
      </div>
    </PageFrame>
  );
}
