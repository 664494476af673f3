// The controls along the bottom: microphone, camera, hand, chat, and the menu with everything else.
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { CheckLine as CheckLineView } from './CheckLine.tsx';
import { ChatButton } from '../chat/ChatButton.tsx';
import { DeviceToggle } from '../devices/DeviceToggle.tsx';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { HandButton } from './HandButton.tsx';
import { MoreButton } from './MoreButton.tsx';
import { useStore } from '../useStore.ts';

interface RoomControlsProps {
  session: MeetingSession;
  isChatOpen: boolean;
  onChat: () => void;
  choice: ViewChoice;
  onChoose: (choice: ViewChoice) => void;
  isInert: boolean;
  /** Undefined until its code is loaded. */
  CheckLine: typeof CheckLineView | undefined;
}

export function RoomControls(props: RoomControlsProps) {
  const { session, isChatOpen, onChat, choice, onChoose, isInert, CheckLine } = props;
  const t = useTexts(roomTexts);
  const camera = useStore(session.localMedia, (state) => state.camera.type);
  const microphone = useMicrophoneState(session);
  return (
    <section class="room-controls" aria-label={t.controls} inert={isInert}>
      {CheckLine && <CheckLine session={session} />}
      <div class="room-toggles">
        <DeviceToggle
          device="microphone"
          state={microphone}
          onToggle={session.microphone.toggle}
          onMute={session.microphone.mute}
          isShort
        />
        <DeviceToggle
          device="camera"
          state={camera}
          onToggle={() => session.devices.toggleCamera()}
          isShort
        />
        <HandButton session={session} />
        <ChatButton session={session} isOpen={isChatOpen} onToggle={onChat} />
        <MoreButton session={session} choice={choice} onChoose={onChoose} />
      </div>
    </section>
  );
}
