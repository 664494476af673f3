// Notices in the meeting: connection lost, sound blocked, a device that failed meanwhile.
import { Mic, Video, Volume2 } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { entryTexts } from '../../language/texts/entry.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { StateOf } from '../../session/sessionState.ts';
import { DeviceEventNotices } from '../devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../devices/DeviceNotices.tsx';
import { deviceTroubles } from '../devices/deviceTrouble.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { DialInButton } from '../dialIn/DialInButton.tsx';
import { useDialInParts } from '../dialIn/useDialInParts.ts';
import type { RemoteSound } from '../../media/remoteSound.ts';
import { ShareNotices } from './ShareNotices.tsx';
import { useMutedSpeech } from '../devices/useMutedSpeech.ts';
import { PhoneHint } from '../PhoneHint.tsx';
import { useModerationParts } from './useModerationParts.ts';
import { useStore } from '../useStore.ts';

interface RoomNoticesProps {
  session: MeetingSession;
  sound: RemoteSound;
  sessionState: StateOf<'joining' | 'inMeeting' | 'reconnecting'>;
}

export function RoomNotices({ session, sound, sessionState }: RoomNoticesProps) {
  const t = useTexts(roomTexts);
  const entry = useTexts(entryTexts);
  const common = useTexts(everywhereTexts);
  const isReconnecting =
    sessionState.type === 'reconnecting' ||
    (sessionState.type === 'inMeeting' && sessionState.isSignallingLost);
  const isSoundBlocked = useStore(sound.store, (state) => state.isBlocked);
  const devices = useStore(session.localMedia, (state) => state);

  const remoteVideo = useStore(session.meeting, (state) => state.remoteVideo);
  const mutedBy = useStore(session.meeting, (state) => state.mutedBy);
  const isByPhone = useIsAudioByPhone(session);
  const isMutedByOther = useMicrophoneState(session) === 'muted' && mutedBy !== undefined;
  const moderation = useModerationParts(session);
  const isSoundBack = useStore(session.meeting, (state) => state.isSoundBack);
  // With audio by phone the browser's microphone is off anyway, and after it another notice says so.
  const isTalkingMuted = useMutedSpeech(session.localMedia) && !isByPhone && !isSoundBack;
  const dialInParts = useDialInParts(session);
  const isCalling = useStore(session.meeting, (state) => state.dialIn !== 'closed');
  const isAlone = useStore(
    session.meeting,
    ({ others, lobby }) => others.length === 0 && lobby.length === 0,
  );
  // Each failure is a new object in the store: one that was known on the name page, or was dismissed,
  // is not shown again, while a new failure is.
  const initial = useRef(devices);
  const [putAway, setPutAway] = useState(initial.current);
  const isMicrophonePutAway = devices.microphone === putAway.microphone;
  const troubles = deviceTroubles({
    camera: devices.camera === putAway.camera ? { type: 'off' } : devices.camera,
    // A telephone in its place does not need it.
    microphone: isByPhone || isMicrophonePutAway ? { type: 'off' } : devices.microphone,
  });

  return (
    <div class="room-notices" aria-live="polite">
      {isReconnecting && (
        <Notice tone="caution" title={t.reconnectingTitle}>
          <p>{t.reconnecting}</p>
          {!isByPhone && <PhoneHint meeting={session.meeting} />}
        </Notice>
      )}
      {isSoundBlocked && (
        <Notice tone="caution" role="alert" title={t.soundBlocked}>
          <button type="button" class="button" onClick={() => sound.playAll()}>
            <Icon node={Volume2} />
            {t.playSound}
          </button>
        </Notice>
      )}
      {moderation && <moderation.ModerationNotices session={session} />}
      {(isTalkingMuted || isMutedByOther) && (
        <Notice
          tone="caution"
          title={isMutedByOther ? t.mutedBy({ name: mutedBy }) : t.mutedSpeech}
        >
          <button type="button" class="button" onClick={() => session.microphone.toggle()}>
            <Icon node={Mic} />
            {t.unmute}
          </button>
        </Notice>
      )}
      {dialInParts && <dialInParts.ConnectionNotice session={session} />}
      {dialInParts && <dialInParts.ByPhoneNotice session={session} />}
      {dialInParts && isCalling && <dialInParts.DialInDialog session={session} />}
      {dialInParts === null && isCalling && (
        <Notice tone="fault">
          <p>{common.unreachable}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={session.dialIn.request}>
              {common.tryAgain}
            </button>
            <button
              type="button"
              class="button is-quiet"
              onClick={session.dialIn.closeInstructions}
            >
              {common.close}
            </button>
          </div>
        </Notice>
      )}
      {remoteVideo !== 'shown' && (
        <Notice
          tone="calm"
          title={remoteVideo === 'offByCpuOveruse' ? t.picturesOffByCpuOveruse : t.picturesOff}
        >
          <button type="button" class="button" onClick={() => session.remoteVideo.setShown(true)}>
            <Icon node={Video} />
            {t.showPictures}
          </button>
        </Notice>
      )}
      <ShareNotices session={session} />
      {sessionState.type === 'joining' && sessionState.isSlow && (
        <Notice tone="calm">
          <p>{entry.joining}</p>
        </Notice>
      )}
      {isAlone && sessionState.type === 'inMeeting' && !isReconnecting && (
        <Notice tone="calm">
          <p>{t.alone}</p>
        </Notice>
      )}
      <DeviceEventNotices devices={session.devices} />
      <DeviceNotices
        troubles={troubles}
        onTryAgain={() => session.retryDevices()}
        onClose={() => setPutAway(devices)}
        instead={devices.microphone.type === 'failed' && <DialInButton session={session} />}
      />
    </div>
  );
}
