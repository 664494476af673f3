// The red button: leaves at once. A convener is asked whether to end the meeting for everybody.
import { LogOut } from 'lucide';
import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

interface LeaveButtonProps {
  session: MeetingSession;
  /** The question: also asked by the browser's Back, then of everybody. */
  dialog: RefObject<HTMLDialogElement | null>;
}

export function LeaveButton({ session, dialog }: LeaveButtonProps) {
  const t = useTexts(roomTexts);
  const id = useId();
  const isConvener = useStore(session.meeting, (state) => state.me?.isConvener === true);
  return (
    <>
      <button
        type="button"
        class="button is-red"
        aria-label={t.leave}
        title={t.leave}
        onClick={() => (isConvener ? dialog.current?.showModal() : session.leave())}
      >
        <Icon node={LogOut} />
        <span class="bar-words">{t.leave}</span>
        <span class="bar-short">{t.leaveOnly}</span>
      </button>
      <dialog class="dialog" ref={dialog} aria-labelledby={id}>
        <div class="stack">
          <h2 id={id}>{isConvener ? t.leaveTitle : t.leaveQuestion}</h2>
          {isConvener && <p>{t.leaveWhat}</p>}
          <div class="buttons">
            <button type="button" class="button is-red" onClick={() => session.leave()}>
              {t.leaveOnly}
            </button>
            {isConvener && (
              <button
                type="button"
                class="button is-plain is-destructive"
                onClick={() => session.endForAll()}
              >
                {t.endForAll}
              </button>
            )}
            <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
              {t.stay}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
