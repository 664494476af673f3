// The keys of a telephone, for a call that was rung up: an interpreter's agency asks for a number, a switchboard for a choice.
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { useRef, useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Dialog } from '../Dialog.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
/** As many as are shown. */
const SHOWN = 24;

interface KeypadDialogProps {
  session: MeetingSession;
  call: RungCall;
  onClose: () => void;
}

export function KeypadDialog({ session, call, onClose }: KeypadDialogProps) {
  const t = useTexts(ringingTexts);
  const [keyed, setKeyed] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  /** One after another, in the order of the presses. */
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const press = (digit: string) => {
    setHasFailed(false);
    setKeyed((before) => (before + digit).slice(-SHOWN));
    sending.current = sending.current
      .then(() => session.moderate('sendRingDigits', { ringId: call.id, digits: digit }))
      .catch(() => setHasFailed(true));
  };
  return (
    <Dialog title={t.keypadFor({ name: call.name })} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons do the same */}
      <div
        class="stack"
        onKeyDown={({ key, ctrlKey, metaKey, altKey }) => {
          if (!ctrlKey && !metaKey && !altKey && KEYS.some((one) => one === key)) press(key);
        }}
      >
        <p class="soft">{t.keypadWhat}</p>
        <div class="keypad">
          {KEYS.map((key) => (
            <button
              key={key}
              type="button"
              class="button is-plain"
              aria-label={key === '*' ? t.star : key === '#' ? t.hash : key}
              onClick={() => press(key)}
            >
              {key}
            </button>
          ))}
        </div>
        <output class="keypad-keyed" dir="ltr">
          {keyed !== '' && (
            <>
              <span class="visually-hidden">{t.keyed({ digits: keyed })}</span>
              <span aria-hidden="true">{keyed}</span>
            </>
          )}
        </output>
        {hasFailed && (
          <p class="ring-problem" role="alert">
            {t.failed}
          </p>
        )}
        <div class="buttons">
          <form method="dialog">
            <button type="submit" class="button is-plain">
              {t.close}
            </button>
          </form>
        </div>
      </div>
    </Dialog>
  );
}
