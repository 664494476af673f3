// Oneself: the last tile; or, with one other person, a small picture without words over theirs.
import { MicOff } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';
import { activityOf } from '../../session/activeIds.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { namesOf } from '../../session/namesOf.ts';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Initials } from '../Initials.tsx';
import { useStore } from '../useStore.ts';
import { MediaVideo } from './MediaVideo.tsx';
import { type Corner, isCorner } from './corner.ts';
import type { StageTools } from './stageTools.ts';
import { Mark } from './TileLabel.tsx';

interface SelfTileProps {
  session: MeetingSession;
  /** Nobody else is there. */
  isAlone: boolean;
  /** Over the picture of the only other person. */
  isFloating: boolean;
  style: string;
  handNumber: number;
  /** Shown large for everybody by a convener. */
  isSpotlit: boolean;
  isTapped: boolean;
  tools: StageTools | null | undefined;
}

export function SelfTile(props: SelfTileProps) {
  const { session, isAlone, isFloating, style, handNumber, isSpotlit, isTapped, tools } = props;
  const t = useTexts(roomTexts);
  const place = useRef<HTMLLIElement>(null);
  const [isHidden, setIsHidden] = useState(() => readRemembered('selfView') === 'hidden');
  const [corner, setCorner] = useState<Corner>(() => {
    const remembered = readRemembered('selfCorner');
    if (isCorner(remembered)) return remembered;
    // Not over the name of who is large.
    return document.documentElement.dir === 'rtl' ? 'bottom-left' : 'bottom-right';
  });
  const me = useStore(session.meeting, (state) => state.me);
  const activity = useStore(session.meeting, (state) => activityOf(state, state.me));
  const activityWords = tools && activity && <tools.ActivityWords activity={activity} />;

  const hide = (hidden: boolean) => {
    setIsHidden(hidden);
    remember('selfView', hidden ? 'hidden' : 'shown');
  };
  const move = (to: Corner) => {
    setCorner(to);
    remember('selfCorner', to);
  };

  if (isFloating && isHidden) {
    return (
      <li class={`self-view is-hidden at-${corner}`} style={style}>
        {tools && <tools.ShowMe onShow={() => hide(false)} />}
      </li>
    );
  }
  const states = [
    isFloating && `self-view at-${corner}`,
    activity && 'is-speaking',
    handNumber > 0 && 'has-hand',
    isTapped && 'is-tapped',
  ];
  return (
    <li
      class={`tile ${states.filter(Boolean).join(' ')}`}
      style={style}
      ref={place}
      data-tile="me"
      data-participant="me"
      onPointerDown={(event) => {
        if (isFloating && place.current) tools?.drag(event, place.current, move);
      }}
    >
      {me && <Initials name={me.name} id={me.id} />}
      {(!isHidden || isAlone) && <OwnVideo session={session} />}
      {tools && handNumber > 0 && <tools.HandBadge number={handNumber} />}
      {isFloating ? (
        <span class="visually-hidden">
          {t.you}
          {activityWords}
        </span>
      ) : (
        <SelfLabel session={session} isSpotlit={isSpotlit} tools={tools}>
          {activityWords}
        </SelfLabel>
      )}
      {tools && !isAlone && (
        <tools.SelfTools
          session={session}
          isHidden={isHidden}
          onHide={hide}
          corner={isFloating ? corner : undefined}
          onMove={move}
        />
      )}
    </li>
  );
}

function OwnVideo({ session }: { session: MeetingSession }) {
  const camera = useStore(session.localMedia, (state) => state.camera);
  if (camera.type !== 'on') return null;
  // The back camera shows what the others see, so it is not mirrored.
  const isOnTheBack = camera.mediaTrack.getSettings().facingMode === 'environment';
  return <MediaVideo track={camera.mediaTrack} source="camera" isMirrored={!isOnTheBack} />;
}

interface SelfLabelProps extends Pick<SelfTileProps, 'session' | 'isSpotlit' | 'tools'> {
  children: ComponentChildren;
}

function SelfLabel({ session, isSpotlit, tools, children }: SelfLabelProps) {
  const t = useTexts(roomTexts);
  const { companions = [], role } = useStore(session.meeting, (state) => state.me) ?? {};
  const microphone = useMicrophoneState(session);
  const isByPhone = useIsAudioByPhone(session);
  return (
    <div class="tile-label">
      <span class="tile-words">
        <span class="tile-name">{namesOf({ name: t.you, companions })}</span>
        {tools && role && <tools.RoleWords role={role} />}
        {children}
      </span>
      {tools && <tools.TileMarks isSpotlit={isSpotlit} speaksByPhone={isByPhone} />}
      {microphone !== 'on' && <Mark node={MicOff} words={t.microphoneOff} class="is-off" />}
    </div>
  );
}
