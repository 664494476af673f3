// The one banner above the pictures: the most urgent of the notices, in the order of noticeOrder.ts.
import { Mic, Video, Volume2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { entryTexts } from '../../language/texts/entry.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { StateOf } from '../../session/sessionState.ts';
import { useCaptionParts } from '../captions/useCaptionParts.ts';
import { DeviceEventNotices } from '../devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../devices/DeviceNotices.tsx';
import { deviceTroubles } from '../devices/deviceTrouble.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { DialInButton } from '../dialIn/DialInButton.tsx';
import { useDialInParts } from '../dialIn/useDialInParts.ts';
import type { RemoteSound } from '../../media/remoteSound.ts';
import { NOTICE_ORDER, type NoticeName } from './noticeOrder.ts';
import { SoundAsked } from '../people/SoundAsked.tsx';
import { ShareNotices } from './ShareNotices.tsx';
import { useMutedSpeech } from '../devices/useMutedSpeech.ts';
import { PhoneHint } from '../PhoneHint.tsx';
import { usePutAway } from './usePutAway.ts';
import { useModerationParts } from './useModerationParts.ts';
import { useStore } from '../useStore.ts';

interface RoomNoticesProps {
  session: MeetingSession;
  sound: RemoteSound;
  sessionState: StateOf<'joining' | 'inMeeting' | 'reconnecting'>;
}

export function RoomNotices(props: RoomNoticesProps) {
  const { session, sound, sessionState } = props;
  const t = useTexts(happeningTexts);
  const entry = useTexts(entryTexts);
  const common = useTexts(everywhereTexts);
  const isReconnecting =
    sessionState.type === 'reconnecting' ||
    (sessionState.type === 'inMeeting' && sessionState.isSignallingLost);
  const isSoundBlocked = useStore(sound.store, (state) => state.isBlocked);
  const devices = useStore(session.localMedia, (state) => state);

  const remoteVideo = useStore(session.meeting, (state) => state.remoteVideo);
  const jerkyBecause = useStore(session.meeting, (state) => state.jerkyBecause);
  const mutedBy = useStore(session.meeting, (state) => state.mutedBy);
  const isByPhone = useIsAudioByPhone(session);
  const isMutedByOther = useMicrophoneState(session) === 'muted' && mutedBy !== undefined;
  const moderation = useModerationParts(session);
  const isSoundBack = useStore(session.meeting, (state) => state.isSoundBack);
  // With audio by phone the browser's microphone is off anyway, and after it another notice says so.
  const isTalkingMuted = useMutedSpeech(session.localMedia) && !isByPhone && !isSoundBack;
  const dialInParts = useDialInParts(session);
  const captionParts = useCaptionParts(session.meeting);
  const isCalling = useStore(session.meeting, (state) => state.dialIn !== 'closed');
  const isAlone = useStore(
    session.meeting,
    ({ others, lobby }) => others.length === 0 && lobby.length === 0,
  );
  // Each failure is a new object in the store: one that was known on the name page, or was dismissed,
  // is not shown again, while a new failure is.
  const initial = useRef(devices);
  const [known, setKnown] = useState(initial.current);
  const isMicrophonePutAway = devices.microphone === known.microphone;
  const troubles = deviceTroubles({
    camera: devices.camera === known.camera ? { type: 'off' } : devices.camera,
    // A telephone in its place does not need it.
    microphone: isByPhone || isMicrophonePutAway ? { type: 'off' } : devices.microphone,
  });

  const isSharing = useStore(session.localScreen, ({ screen }) => screen.type === 'on');
  const isWeak = useStore(session.meeting, ({ me }) => me?.connection === 'poor');
  const { isShown, putAway } = usePutAway({
    muted: isTalkingMuted || isMutedByOther,
    weakConnection: isWeak,
    jerkyPicture: jerkyBecause !== undefined,
    picturesOff: remoteVideo !== 'shown',
    alone: isAlone && sessionState.type === 'inMeeting',
  });

  const notices: Partial<Record<NoticeName, ComponentChildren>> = {
    reconnecting: isReconnecting && (
      <Notice tone="caution" title={t.reconnectingTitle}>
        <p>{t.reconnecting}</p>
        {!isByPhone && <PhoneHint meeting={session.meeting} />}
      </Notice>
    ),
    soundBlocked: isSoundBlocked && (
      <Notice tone="caution" role="alert" title={t.soundBlocked}>
        <button type="button" class="button" onClick={() => sound.playAll()}>
          <Icon node={Volume2} />
          {t.playSound}
        </button>
      </Notice>
    ),
    dialInFailed: dialInParts === null && isCalling && (
      <Notice tone="fault" onClose={session.dialIn.closeInstructions}>
        <p>{common.unreachable}</p>
        <button type="button" class="button" onClick={session.dialIn.request}>
          {common.tryAgain}
        </button>
      </Notice>
    ),
    devices: troubles.length > 0 && (
      <DeviceNotices
        troubles={troubles}
        onTryAgain={() => session.retryDevices()}
        onClose={() => setKnown(devices)}
        instead={devices.microphone.type === 'failed' && <DialInButton session={session} />}
      />
    ),
    jerkyPicture: jerkyBecause && isShown('jerkyPicture') && (
      <Notice tone="caution" title={t.jerkyTitle} onClose={() => putAway('jerkyPicture')}>
        <p>
          {
            { network: t.jerkyNetwork, computer: t.jerkyComputer, camera: t.jerkyCamera }[
              jerkyBecause
            ]
          }
        </p>
      </Notice>
    ),
    soundAsked: <SoundAsked session={session} />,
    muted: isShown('muted') && (
      <Notice
        tone="caution"
        title={isMutedByOther ? t.mutedBy({ name: mutedBy }) : t.mutedSpeech}
        onClose={() => putAway('muted')}
      >
        <button type="button" class="button" onClick={() => session.microphone.toggle()}>
          <Icon node={Mic} />
          {t.unmute}
        </button>
      </Notice>
    ),
    leading: moderation && <moderation.RoomPictureNotice session={session} />,
    [isSharing ? 'sharing' : 'shareFailed']: <ShareNotices session={session} />,
    deviceEvents: <DeviceEventNotices devices={session.devices} />,
    [isByPhone ? 'byPhone' : 'soundIsBack']: dialInParts && (
      <dialInParts.ByPhoneNotice session={session} />
    ),
    weakConnection: dialInParts && isShown('weakConnection') && (
      <dialInParts.ConnectionNotice session={session} onClose={() => putAway('weakConnection')} />
    ),
    joining: sessionState.type === 'joining' && sessionState.isSlow && (
      <Notice tone="calm">
        <p>{entry.joining}</p>
      </Notice>
    ),
    captions: captionParts && <captionParts.CaptionsNotice session={session} />,
    picturesOff: isShown('picturesOff') && (
      <Notice
        tone="calm"
        title={remoteVideo === 'offByCpuOveruse' ? t.picturesOffByCpuOveruse : t.picturesOff}
        onClose={() => putAway('picturesOff')}
      >
        <button type="button" class="button" onClick={() => session.remoteVideo.setShown(true)}>
          <Icon node={Video} />
          {t.showPictures}
        </button>
      </Notice>
    ),
    alone: isShown('alone') && (
      <Notice tone="calm" onClose={() => putAway('alone')}>
        <p>{t.alone}</p>
      </Notice>
    ),
  };

  return (
    <>
      {/* The style sheet shows the first that is not empty. */}
      {NOTICE_ORDER.map((name) => (
        <div key={name} class="room-notice" data-notice={name}>
          {notices[name]}
        </div>
      ))}
    </>
  );
}
