// The menu Mer: what is not needed at every moment of a meeting.
import { AudioLines, X } from 'lucide';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { moreTexts } from '../../language/texts/more.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { VIEW_CHOICES, type ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { useStore } from '../useStore.ts';

export interface MoreMenuProps {
  session: MeetingSession;
  choice: ViewChoice;
  onChoose: (choice: ViewChoice) => void;
  onClose: () => void;
}

export function MoreMenu({ session, choice, onChoose, onClose }: MoreMenuProps) {
  const t = useTexts(moreTexts);
  const room = useTexts(roomTexts);
  const common = useTexts(everywhereTexts);
  const id = useId();
  const menu = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => menu.current?.showModal(), []);
  const isSoundOnly = useStore(session.meeting, ({ remoteVideo }) => remoteVideo !== 'shown');
  const views = { automatic: t.viewAutomatic, grid: t.viewGrid, speaker: t.viewSpeaker };
  /** What is chosen shows itself in the meeting. */
  const close = () => menu.current?.close();

  return (
    <dialog class="more" ref={menu} aria-labelledby={id} closedby="any" onClose={onClose}>
      <div class="more-header">
        <h2 id={id} tabIndex={-1}>
          {room.more}
        </h2>
        <button type="button" class="button is-quiet" aria-label={common.close} onClick={close}>
          <Icon node={X} />
        </button>
      </div>
      <fieldset class="more-views">
        <legend>{t.view}</legend>
        {VIEW_CHOICES.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={one === choice} onChange={() => onChoose(one)} />
            {views[one]}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        class="more-item"
        aria-pressed={isSoundOnly}
        onClick={() => {
          session.remoteVideo.setShown(isSoundOnly);
          close();
        }}
      >
        <Icon node={AudioLines} />
        {room.soundOnly}
      </button>
      <LanguageSwitch />
    </dialog>
  );
}
