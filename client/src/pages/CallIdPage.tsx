// Asks for the call ID, and goes on only when there is such a meeting.
import { CALL_ID_LENGTH, parseCallId } from '@distansmote/shared/callId.ts';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { startTexts } from '../language/texts/start.ts';
import { useTexts } from '../language/useTexts.ts';
import { lookUpMeeting, type LookUpResult } from '../session/lookUp.ts';
import { CallIdField } from '../parts/CallIdField.tsx';
import { FaultNotice } from '../parts/FaultNotice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { SubmitButton } from '../parts/SubmitButton.tsx';

type CallIdError = 'tooShort' | 'tooLong' | Extract<LookUpResult, { found: false }>['problem'];

const SETTLE_MS = 500;

interface CallIdPageProps {
  preloadMeeting: () => Promise<unknown>;
}

const ABOUT_DIGITS = ['tooShort', 'tooLong', 'callIdUnknown'] as const;
const isAboutDigits = (error: CallIdError): error is (typeof ABOUT_DIGITS)[number] =>
  ABOUT_DIGITS.some((one) => one === error);

export function CallIdPage({ preloadMeeting }: CallIdPageProps) {
  const t = useTexts(startTexts);
  const common = useTexts(everywhereTexts);
  const { route } = useLocation();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<CallIdError>();
  const [isChecking, setIsChecking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const openedAt = useRef(performance.now());

  // The meeting's code is loaded while the digits are typed.
  useEffect(() => {
    preloadMeeting().catch(() => undefined);
  }, [preloadMeeting]);

  // The field is the only thing to do here, so it has the focus.
  useEffect(() => input.current?.focus(), []);

  // Problems with the digits are told at the field; all others above the button.
  const fieldError = error && isAboutDigits(error) ? t[error] : undefined;

  const refuse = (reason: CallIdError) => {
    setError(reason);
    if (isAboutDigits(reason)) input.current?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isChecking) return;
    // The second half of a double click on the previous page must not submit this one.
    if (typed === '' && performance.now() - openedAt.current < SETTLE_MS) return;
    setError(undefined);
    const { length } = typed.replaceAll(' ', '');
    if (length !== CALL_ID_LENGTH) return refuse(length < CALL_ID_LENGTH ? 'tooShort' : 'tooLong');
    const callId = parseCallId(typed);
    if (callId === undefined) return refuse('callIdUnknown');
    setIsChecking(true);
    const result = await lookUpMeeting(callId);
    setIsChecking(false);
    return result.found ? route(`/meeting/${callId}`) : refuse(result.problem);
  };

  return (
    <PageFrame isNarrow>
      <div class="stack">
        <PageHeading text={t.callIdHeading} />
        <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
          <CallIdField
            label={t.callId}
            hint={t.callIdHint}
            error={fieldError}
            inputRef={input}
            onChange={setTyped}
          />
          {error && !isAboutDigits(error) && (
            <FaultNotice>{error === 'tooFast' ? common.tooMany : common.unreachable}</FaultNotice>
          )}
          <SubmitButton
            class="is-large"
            words={t.continue}
            workingWords={t.checking}
            isWorking={isChecking}
          />
        </form>
        <p>
          <a class="back-link" href="/">
            {common.toStart}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}
