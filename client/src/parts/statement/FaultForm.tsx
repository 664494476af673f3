// The form by which anybody tells the administrators of a fault in accessibility, without saying who they are.
import type { NewAccessibilityReport } from '@distansmote/shared/accessibilityApi.ts';
import {
  FAULT_REPORT_MAX_LENGTH,
  REPLY_TO_MAX_LENGTH,
} from '@distansmote/shared/accessibilityLimits.ts';
import { CircleAlert } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { statementTexts } from '../../language/texts/statement.ts';
import { useTexts } from '../../language/useTexts.ts';
import { callApi } from '../../platform/callApi.ts';
import { organization } from '../../platform/organization.ts';
import { Field } from '../Field.tsx';
import { Icon } from '../Icon.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import { SubmitButton } from '../SubmitButton.tsx';

type Failure = 'tooMany' | 'tooManyWait' | 'notSent';

export function FaultForm() {
  const t = useTexts(statementTexts);
  const common = useTexts(everywhereTexts);
  const id = useId();
  const [text, setText] = useState('');
  const [replyTo, setReplyTo] = useState('');
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing');
  const [isMissing, setIsMissing] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const area = useRef<HTMLTextAreaElement>(null);

  const send = async (event: Event) => {
    event.preventDefault();
    if (state === 'sending') return;
    setFailure(undefined);
    setIsMissing(text.trim() === '');
    if (text.trim() === '') return area.current?.focus();
    setState('sending');
    const address = replyTo.trim();
    const report: NewAccessibilityReport = { text, ...(address && { replyTo: address }) };
    const answer = await callApi<undefined>('POST', '/api/accessibility-reports', report);
    if (answer.type === 'ok') {
      setText('');
      setReplyTo('');
      setState('sent');
      return;
    }
    setState('writing');
    if (answer.type !== 'refused') setFailure('notSent');
    else if (answer.code === 'tooMany') setFailure('tooManyWait');
    else setFailure(answer.status === 429 ? 'tooMany' : 'notSent');
  };

  return (
    <div class="card stack">
      <output>{state === 'sent' && <strong>{t.sent}</strong>}</output>
      {state === 'sent' ? (
        <button type="button" class="button is-plain" onClick={() => setState('writing')}>
          {t.another}
        </button>
      ) : (
        <form class="stack" noValidate onSubmit={(event) => void send(event)}>
          {failure && (
            <FaultNotice>{failure === 'tooMany' ? common.tooMany : t[failure]}</FaultNotice>
          )}
          <div class="field">
            <label for={id}>{t.reportText}</label>
            <p class="field-hint" id={`${id}-hint`}>
              {t.reportHint}
            </p>
            <textarea
              id={id}
              ref={area}
              dir="auto"
              rows={5}
              value={text}
              maxLength={FAULT_REPORT_MAX_LENGTH}
              required
              aria-describedby={isMissing ? `${id}-hint ${id}-error` : `${id}-hint`}
              aria-invalid={isMissing}
              onInput={({ currentTarget }) => {
                setText(currentTarget.value);
                setIsMissing(false);
              }}
            />
            {isMissing && (
              <p class="field-error" id={`${id}-error`} role="alert">
                <Icon node={CircleAlert} />
                {t.reportMissing}
              </p>
            )}
          </div>
          <Field
            label={t.replyTo}
            mark={t.optional}
            hint={t.replyToHint}
            value={replyTo}
            onInput={({ currentTarget }) => setReplyTo(currentTarget.value)}
            autocomplete="off"
            maxLength={REPLY_TO_MAX_LENGTH}
          />
          <SubmitButton words={t.send} workingWords={t.sending} isWorking={state === 'sending'} />
        </form>
      )}
      {(organization.supportPhone ?? organization.supportEmail) && (
        <p class="soft">
          {t.otherWays}{' '}
          {[organization.supportPhone, organization.supportEmail].filter(Boolean).join(', ')}
        </p>
      )}
    </div>
  );
}
