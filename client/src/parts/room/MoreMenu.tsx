// The menu Mer: what is not needed at every moment of a meeting.
import { Activity, AudioLines, HandMetal, Keyboard, UserPlus } from 'lucide';
import { useId } from 'preact/hooks';
import { moreTexts } from '../../language/texts/more.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import { VIEW_CHOICES, type ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Dialog } from '../Dialog.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import type { SmallWindow } from '../smallWindow/smallWindow.ts';
import { useStore } from '../useStore.ts';
import { CaptionsItem } from '../captions/CaptionsItem.tsx';
import { MoreItem } from './MoreItem.tsx';
import { SmallWindowItem } from './SmallWindowItem.tsx';

interface MoreMenuProps {
  session: MeetingSession;
  choice: ViewChoice;
  onChoose: (choice: ViewChoice) => void;
  /** Undefined where this browser has none. */
  smallWindow: SmallWindow | undefined;
  onShow: (what: 'invite' | 'shortcuts' | 'network') => void;
  onClose: () => void;
}

export function MoreMenu(props: MoreMenuProps) {
  const { session, choice, onChoose, smallWindow, onShow, onClose } = props;
  const t = useTexts(moreTexts);
  const room = useTexts(roomTexts);
  const happening = useTexts(happeningTexts);
  const id = useId();
  const isSoundOnly = useStore(session.meeting, ({ remoteVideo }) => remoteVideo !== 'shown');
  const isSigning = useStore(session.meeting, ({ me }) => me?.isSigning === true);
  const views = { automatic: t.viewAutomatic, grid: t.viewGrid, speaker: t.viewSpeaker };
  // A phone has no keys for them.
  const hasKeys = !matchMedia('(pointer: coarse)').matches;
  const dialogs = [
    ['invite', UserPlus, t.invite],
    ...(hasKeys ? ([['shortcuts', Keyboard, t.shortcuts]] as const) : []),
    ['network', Activity, t.network],
  ] as const;
  const items = dialogs.map(([what, icon, words]) => (
    <MoreItem key={what} icon={icon} onClick={() => onShow(what)}>
      {words}
    </MoreItem>
  ));
  const [invite, ...others] = items;

  return (
    <Dialog class="more" isLight title={room.more} onClose={onClose}>
      {invite}
      <fieldset class="more-views">
        <legend>{t.view}</legend>
        {VIEW_CHOICES.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={one === choice} onChange={() => onChoose(one)} />
            {views[one]}
          </label>
        ))}
      </fieldset>
      <MoreItem
        icon={AudioLines}
        isOn={isSoundOnly}
        onClick={() => {
          session.remoteVideo.setShown(isSoundOnly);
          // What is chosen shows itself in the meeting.
          onClose();
        }}
      >
        {happening.soundOnly}
      </MoreItem>
      <MoreItem
        icon={HandMetal}
        isOn={isSigning}
        what={t.signWhat}
        onClick={() => {
          session.setSigning(!isSigning);
          onClose();
        }}
      >
        {t.sign}
      </MoreItem>
      <CaptionsItem session={session} onDone={onClose} />
      {smallWindow && <SmallWindowItem smallWindow={smallWindow} onDone={onClose} />}
      {others}
      <LanguageSwitch />
    </Dialog>
  );
}
