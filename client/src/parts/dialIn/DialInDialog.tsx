// How to dial in so that the phone takes over the audio: the number, and the call ID followed by the person's PIN.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { dialInTexts } from '../../language/texts/dialIn.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { ringMeTexts } from '../../language/texts/ringMe.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Notice } from '../Notice.tsx';
import { RingMe } from './RingMe.tsx';
import { useStore } from '../useStore.ts';

export function DialInDialog({ session }: { session: MeetingSession }) {
  const t = useTexts(dialInTexts);
  const happening = useTexts(happeningTexts);
  const common = useTexts(everywhereTexts);
  const ringMe = useTexts(ringMeTexts);
  const { meeting, dialIn } = session;
  const asked = useStore(meeting, (state) => state.dialIn);
  const mayRingMe = useStore(meeting, ({ ringing }) => ringing?.mayRingMe === true);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // Also once the phone has taken over: the focus returns to where it was, if that still exists.
    return () => current?.close();
  }, []);
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      onClose={dialIn.closeInstructions}
    >
      <div class="stack">
        <h2 id={id} tabIndex={-1}>
          {happening.requestDialIn}
        </h2>
        {mayRingMe && <RingMe session={session} />}
        {mayRingMe && asked !== 'refused' && <h3>{ringMe.orCallIn}</h3>}
        <div class="stack" aria-live="polite" aria-busy={asked === 'asking'}>
          {asked === 'asking' && <p>{t.asking}</p>}
          {asked === 'known' && <Steps session={session} />}
          {asked === 'refused' && !mayRingMe && (
            <Notice tone="caution" title={t.refusedTitle}>
              <p>{t.refused}</p>
            </Notice>
          )}
          {asked === 'unanswered' && (
            <Notice tone="fault">
              <p>{common.unreachable}</p>
            </Notice>
          )}
        </div>
        <div class="buttons">
          {asked === 'unanswered' && (
            <button type="button" class="button" onClick={dialIn.request}>
              {common.tryAgain}
            </button>
          )}
          <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
            {common.close}
          </button>
        </div>
      </div>
    </dialog>
  );
}

function Steps({ session }: { session: MeetingSession }) {
  const t = useTexts(dialInTexts);
  const callId = useStore(session.meeting, (state) => state.callId);
  const phoneNumber = useStore(session.meeting, (state) => state.phoneNumber) ?? '';
  const pin = useStore(session.meeting, (state) => state.dialInPin) ?? '';
  return (
    <>
      <p>{t.what}</p>
      <ol class="call-steps">
        <li>
          {t.ring}
          <a class="call-digits" href={`tel:${phoneNumber.replaceAll(/[^\d+]/g, '')}`}>
            {phoneNumber}
          </a>
        </li>
        <li>
          {t.key}
          <span class="call-digits">
            {groupDigits(callId)} <strong>{pin}</strong>
          </span>
          {t.hash}
        </li>
        <li>{t.wait}</li>
      </ol>
      <p class="soft">{t.isOwn}</p>
    </>
  );
}
