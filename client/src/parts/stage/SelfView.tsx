// The self view: large while nobody else is there, then small in a corner, where it can be moved or hidden.
import { EyeOff, MicOff, Move, Phone, UserRound } from 'lucide';
import { useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { FlipCamera } from '../devices/FlipCamera.tsx';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { ConnectionMark } from './ConnectionMark.tsx';
import { MediaVideo } from './MediaVideo.tsx';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';
import { useStore } from '../useStore.ts';

const CORNERS = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;
type Corner = (typeof CORNERS)[number];

const isCorner = (text: string | undefined): text is Corner => CORNERS.some((one) => one === text);

export function SelfView({ session, isAlone }: { session: MeetingSession; isAlone: boolean }) {
  const t = useTexts(roomTexts);
  const [isHidden, setIsHidden] = useState(() => readRemembered('selfView') === 'hidden');
  const [corner, setCorner] = useState<Corner>(() => {
    const remembered = readRemembered('selfCorner');
    return isCorner(remembered) ? remembered : 'bottom-right';
  });

  const hide = (hidden: boolean) => {
    setIsHidden(hidden);
    remember('selfView', hidden ? 'hidden' : 'shown');
  };
  const move = () => {
    const next = CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? 'bottom-right';
    setCorner(next);
    remember('selfCorner', next);
  };

  if (isAlone) {
    return (
      <li class="tile" data-participant="me">
        <SelfPicture session={session} isAlone />
      </li>
    );
  }
  if (isHidden) {
    return (
      <div class={`self-view is-hidden at-${corner}`}>
        <button type="button" class="tile-button" onClick={() => hide(false)}>
          <Icon node={UserRound} />
          <span>{t.showMe}</span>
        </button>
      </div>
    );
  }
  return (
    <div class={`self-view tile at-${corner}`} data-participant="me">
      <SelfPicture session={session} />
      <div class="tile-tools">
        <FlipCamera devices={session.devices} />
        <button
          type="button"
          class="tile-button"
          aria-label={t.moveMe}
          title={t.moveMe}
          onClick={move}
        >
          <Icon node={Move} />
        </button>
        <button
          type="button"
          class="tile-button"
          aria-label={t.hideMe}
          title={t.hideMe}
          onClick={() => hide(true)}
        >
          <Icon node={EyeOff} />
        </button>
      </div>
    </div>
  );
}

function SelfPicture({ session, isAlone = false }: { session: MeetingSession; isAlone?: boolean }) {
  const t = useTexts(roomTexts);
  const me = useStore(session.meeting, (state) => state.me);
  const isSpeaking = useStore(
    session.meeting,
    ({ speakerIds, me: myself }) => myself !== undefined && speakerIds.includes(myself.id),
  );
  const camera = useStore(session.localMedia, (state) => state.camera);
  const microphone = useMicrophoneState(session);
  const isByPhone = useIsAudioByPhone(session);
  // The back camera shows what the others see, so it is not mirrored.
  const isOnTheBack =
    camera.type === 'on' && camera.mediaTrack.getSettings().facingMode === 'environment';
  return (
    <>
      {camera.type === 'on' ? (
        <MediaVideo track={camera.mediaTrack} source="camera" isMirrored={!isOnTheBack} />
      ) : (
        me && <Initials name={me.name} id={me.id} />
      )}
      {isSpeaking && <span class="own-speech" aria-hidden="true" />}
      <div class="tile-label">
        <span class="tile-words">
          <span class="tile-name">{t.you}</span>
        </span>
        {me && !isAlone && <ConnectionMark connection={me.connection} />}
        {isByPhone && (
          <>
            <Icon node={Phone} />
            <span class="visually-hidden">{t.speaksByPhone}</span>
          </>
        )}
        {microphone !== 'on' && (
          <>
            <Icon node={MicOff} />
            <span class="visually-hidden">{t.microphoneOff}</span>
          </>
        )}
      </div>
    </>
  );
}
