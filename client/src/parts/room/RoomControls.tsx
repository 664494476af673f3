// The controls along the bottom: microphone, camera, hand, chat and layout.
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ViewChoice as Choice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { CheckLine } from './CheckLine.tsx';
import { ChatButton } from '../chat/ChatButton.tsx';
import { DeviceToggle } from '../devices/DeviceToggle.tsx';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { HandButton } from './HandButton.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { SoundOnlyButton } from './SoundOnlyButton.tsx';
import { useIsSheet } from './useIsSheet.ts';
import { useStore } from '../useStore.ts';
import { ViewChoice } from './ViewChoice.tsx';

interface RoomControlsProps {
  session: MeetingSession;
  isChatOpen: boolean;
  onChat: () => void;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  isInert: boolean;
}

export function RoomControls(props: RoomControlsProps) {
  const { session, isChatOpen, onChat, choice, onChoose, isInert } = props;
  const t = useTexts(roomTexts);
  // Five in a row do not fit on a phone.
  const isNarrow = useIsSheet();
  const camera = useStore(session.localMedia, (state) => state.camera.type);
  const microphone = useMicrophoneState(session);
  return (
    <section class="room-controls" aria-label={t.controls} inert={isInert}>
      <CheckLine session={session} />
      <div class="room-toggles">
        <DeviceToggle
          device="microphone"
          state={microphone}
          onToggle={session.microphone.toggle}
          onMute={session.microphone.mute}
        />
        <DeviceToggle
          device="camera"
          state={camera}
          onToggle={() => session.devices.toggleCamera()}
        />
        <HandButton session={session} />
        <ChatButton session={session} isOpen={isChatOpen} onToggle={onChat} />
        {!isNarrow && <SoundOnlyButton session={session} />}
      </div>
      <div class="room-choices">
        <ViewChoice choice={choice} onChoose={onChoose} />
        {isNarrow && <SoundOnlyButton session={session} />}
        <LanguageSwitch />
      </div>
    </section>
  );
}
