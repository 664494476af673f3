// The red button: leaves at once. A convener is asked whether to end the meeting for everybody.
import { LogOut } from 'lucide';
import { useRef } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function LeaveButton({ session }: { session: MeetingSession }) {
  const t = useTexts(roomTexts);
  const isConvener = useStore(session.meeting, (state) => state.me?.isConvener === true);
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        class="button is-red bar-button"
        aria-label={t.leave}
        title={t.leave}
        onClick={() => (isConvener ? dialog.current?.showModal() : session.leave())}
      >
        <Icon node={LogOut} />
        <span class="bar-words">{t.leave}</span>
        <span class="bar-short">{t.leaveOnly}</span>
      </button>
      {isConvener && (
        <dialog class="dialog" ref={dialog} aria-labelledby="leave-title">
          <div class="stack">
            <h2 id="leave-title">{t.leaveTitle}</h2>
            <p>{t.leaveWhat}</p>
            <div class="buttons">
              <button type="button" class="button" onClick={() => session.leave()}>
                {t.leaveOnly}
              </button>
              <button type="button" class="button is-red" onClick={() => session.endForAll()}>
                {t.endForAll}
              </button>
              <button type="button" class="button is-plain" onClick={() => dialog.current?.close()}>
                {t.stay}
              </button>
            </div>
          </div>
        </dialog>
      )}
    </>
  );
}
