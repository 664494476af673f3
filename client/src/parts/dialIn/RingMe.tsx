// Has one's own telephone rung, which then takes over the sound: for whoever cannot key nine digits and a PIN.
import type { RingState } from '@distansmote/shared/signalling/ringing.ts';
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';
import { Phone } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { ringMeTexts } from '../../language/texts/ringMe.ts';
import { useTexts } from '../../language/useTexts.ts';
import { forget, readRemembered, remember } from '../../platform/rememberedSettings.ts';
import { RequestRefused } from '../../platform/signallingClient.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Field } from '../Field.tsx';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

type Words = Exclude<keyof ReturnType<typeof ringMeTexts.get>, 'title' | 'what' | 'orCallIn'>;

const REFUSALS: Partial<Record<RefusalCode, Words>> = {
  numberUnclear: 'numberUnclear',
  numberShort: 'numberNotAllowed',
  numberNotAllowed: 'numberNotAllowed',
  numberEmergency: 'numberEmergency',
  ringMeOff: 'ringMeOff',
  ringsAtOnce: 'busyHere',
  ringsSpent: 'ringsSpent',
};
/** What says nothing to whoever was rung: the telephone is in the meeting, or was. */
const isSilent = (state: RingState | null) =>
  state === null || state === 'entered' || state === 'left';

export function RingMe({ session }: { session: MeetingSession }) {
  const t = useTexts(ringMeTexts);
  const state = useStore(session.meeting, ({ ringMe }) => ringMe);
  const [number, setNumber] = useState(() => readRemembered('phoneNumber') ?? '');
  const [isRemembered, setIsRemembered] = useState(number !== '');
  const [error, setError] = useState<Words>();
  const id = useId();
  const isRinging = state === 'ringing' || state === 'answered';

  const ring = (event: Event) => {
    event.preventDefault();
    if (isRinging) return;
    setError(undefined);
    session.dialIn.ringMe(number || ' ').then(
      () => {
        if (isRemembered) remember('phoneNumber', number);
        else forget('phoneNumber');
      },
      (refused: unknown) =>
        setError((refused instanceof RequestRefused && REFUSALS[refused.code]) || 'failed'),
    );
  };

  return (
    <section class="ring-me" aria-labelledby={id}>
      <h3 id={id}>{t.title}</h3>
      <form class="stack" noValidate onSubmit={ring}>
        <Field
          label={t.number}
          hint={t.what}
          error={error && t[error]}
          autocomplete="tel"
          inputMode="tel"
          maxLength={40}
          spellcheck={false}
          value={number}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
        />
        <label class="check-row">
          <input
            type="checkbox"
            checked={isRemembered}
            onChange={({ currentTarget }) => {
              setIsRemembered(currentTarget.checked);
              // At once, without a ring.
              if (!currentTarget.checked) forget('phoneNumber');
            }}
          />
          {t.remember}
        </label>
        <output class="ring-me-state">
          {state !== null && !isSilent(state) && t[wordsOf(state)]}
        </output>
        <div class="buttons">
          {isRinging ? (
            <button type="button" class="button is-plain" onClick={session.dialIn.cancelRingMe}>
              {t.stop}
            </button>
          ) : (
            <button type="submit" class="button">
              <Icon node={Phone} />
              {t.ringMe}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}

function wordsOf(state: RingState): Words {
  return state === 'entered' || state === 'left' ? 'answered' : state;
}
