// The controls along the bottom: microphone, camera, hand, chat, and the menu with everything else.
import { useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ItemKey, ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { roomExtras } from './roomExtras.ts';
import { ChatButton } from '../chat/ChatButton.tsx';
import { DeviceToggles } from '../devices/DeviceToggles.tsx';
import { HandButton } from './HandButton.tsx';
import { MoreButton } from './MoreButton.tsx';
import type { SmallWindow } from '../smallWindow/smallWindow.ts';

interface RoomControlsProps {
  session: MeetingSession;
  isChatOpen: boolean;
  onChat: () => void;
  choice: ViewChoice;
  onChoose: (choice: ViewChoice) => void;
  pinned: readonly ItemKey[];
  isInert: boolean;
  /** Undefined until its code is loaded. */
  extras: typeof roomExtras | undefined | null;
}

export function RoomControls(props: RoomControlsProps) {
  const { session, isChatOpen, onChat, choice, onChoose, pinned, isInert, extras } = props;
  const t = useTexts(roomTexts);
  const [smallWindow, setSmallWindow] = useState<SmallWindow>();
  return (
    <section class="room-controls" aria-label={t.controls} inert={isInert}>
      {extras && (
        <>
          <extras.CheckLine session={session} />
          <extras.MadeSmallWindow session={session} pinned={pinned} onMade={setSmallWindow} />
        </>
      )}
      <div class="room-toggles">
        <DeviceToggles session={session} />
        <HandButton session={session} />
        {extras && <extras.SignButton session={session} />}
        <ChatButton session={session} isOpen={isChatOpen} onToggle={onChat} />
        {/* Its place is kept: nobody is to press something else. */}
        {extras ? <extras.LiveTextButton session={session} /> : <i class="toggle" />}
        <MoreButton
          session={session}
          choice={choice}
          onChoose={onChoose}
          smallWindow={smallWindow}
        />
      </div>
    </section>
  );
}
