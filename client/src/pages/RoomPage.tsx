// The meeting: sharing and leaving at the top centre, people and settings at the top right, controls at the bottom.
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { useCallback, useRef, useState } from 'preact/hooks';
import { conversationToRead } from '../session/chat.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import { nameOfMeeting } from '../session/nameOfMeeting.ts';
import type { Pins } from '../session/pins.ts';
import type { StateOf } from '../session/sessionState.ts';
import { LeaveButton } from '../parts/room/LeaveButton.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { PeopleButton } from '../parts/room/PeopleButton.tsx';
import { RemoteAudio } from '../parts/room/RemoteAudio.tsx';
import { createRemoteSound } from '../media/remoteSound.ts';
import { RoomControls } from '../parts/room/RoomControls.tsx';
import { SettingsButton } from '../parts/settings/SettingsButton.tsx';
import { ShareButton } from '../parts/room/ShareButton.tsx';
import { Stage } from '../parts/stage/Stage.tsx';
import { useIsSheet } from '../parts/room/useIsSheet.ts';
import { useChunk } from '../parts/useChunk.ts';
import { useBack } from '../parts/room/useBack.ts';
import { useChimeChoice } from '../parts/room/useChimeChoice.ts';
import { useSoon } from '../parts/useSoon.ts';
import { useStore } from '../parts/useStore.ts';
import { usePanels } from '../parts/room/usePanels.ts';
import { useViewChoice } from '../parts/room/useViewChoice.ts';

const loadExtras = async () => (await import('../parts/room/roomExtras.ts')).roomExtras;

interface RoomPageProps {
  session: MeetingSession;
  sessionState: StateOf<'joining' | 'inMeeting' | 'reconnecting'>;
}

type Panel = { type: 'people' } | { type: 'conversation'; with: MessageTo };

export function RoomPage({ session, sessionState }: RoomPageProps) {
  const { meeting } = session;
  const meetingName = useStore(meeting, nameOfMeeting);
  const [sound] = useState(createRemoteSound);
  const [panel, setPanel] = useState<Panel>();
  const [pinned, setPinned] = useState<Pins>([]);
  const [choice, choose] = useViewChoice();
  const [playsChimes, setPlaysChimes] = useChimeChoice();
  /** What opened the panel; the focus returns there when it is closed. */
  const opener = useRef<Element | null>(null);
  // What a sheet covers must be unreachable with the keyboard, too.
  const isCovered = useIsSheet() && panel !== undefined;
  const panels = usePanels(panel !== undefined);
  // Not in the way of the first pictures. Each change of state retries the loading.
  const isSoon = useSoon();
  const extras = useChunk(loadExtras, isSoon && sessionState.type);

  const open = useCallback((next: Panel) => {
    const { activeElement } = document;
    if (activeElement?.closest('.panel') === null) opener.current = activeElement;
    setPanel(next);
  }, []);
  const writeTo = useCallback((to: MessageTo) => open({ type: 'conversation', with: to }), [open]);
  const close = useCallback(() => {
    setPanel(undefined);
    // After the next render: while covered by a sheet it cannot take the focus.
    requestAnimationFrame(() => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    });
  }, []);
  const showPeople = useCallback(() => open({ type: 'people' }), [open]);

  const leaveDialog = useRef<HTMLDialogElement>(null);
  const askToLeave = () => leaveDialog.current?.showModal();
  useBack(() => (panel === undefined ? askToLeave() : close()));

  const showsPeople = panel?.type === 'people';
  const showsChat = panel?.type === 'conversation';
  const readOn = () => writeTo(conversationToRead(session.chat.store.getState()));
  const toggleChat = () => (showsChat ? close() : readOn());
  const togglePeople = () => (showsPeople ? close() : showPeople());
  return (
    <div class="room" aria-busy={sessionState.type === 'joining'}>
      <header class="room-bar" inert={isCovered}>
        <div class="room-title">
          <PageHeading text={meetingName} class="room-name" />
          {extras && <extras.Clock />}
        </div>
        <div class="room-bar-centre">
          <ShareButton session={session} />
          <LeaveButton session={session} dialog={leaveDialog} />
        </div>
        <div class="room-bar-right">
          <PeopleButton meeting={meeting} isOpen={showsPeople} onToggle={togglePeople} />
          <SettingsButton session={session} sound={sound} />
        </div>
      </header>

      <div class="room-notices">
        <div aria-live="polite">
          {extras && (
            <extras.RoomNotices session={session} sound={sound} sessionState={sessionState} />
          )}
        </div>
        {extras && (
          <>
            <extras.OverPictures session={session} onShowPeople={showPeople} />
            <extras.ShortcutKeys
              session={session}
              onChat={toggleChat}
              onPeople={togglePeople}
              onLeave={askToLeave}
            />
            <extras.TabTitle session={session} />
            <extras.UnreadIcon session={session} />
            <extras.PlaybackReports session={session} sound={sound} />
            <extras.WakeLock />
            {playsChimes && <extras.Chimes meeting={meeting} />}
          </>
        )}
      </div>

      <main class="room-middle">
        <Stage
          session={session}
          sound={sound}
          choice={choice}
          pinned={pinned}
          onPin={setPinned}
          onWriteTo={writeTo}
          onShowPeople={showPeople}
          isInert={isCovered}
        />
        {panels && panel?.type === 'people' && (
          <panels.PeoplePanel
            session={session}
            playsChimes={playsChimes}
            onPlaysChimes={setPlaysChimes}
            onWriteTo={writeTo}
            onClose={close}
          />
        )}
        {panels && panel?.type === 'conversation' && (
          <panels.ConversationPanel
            key={panel.with}
            session={session}
            to={panel.with}
            onBack={showPeople}
            onClose={close}
          />
        )}
      </main>

      {extras && <extras.LiveText session={session} isInert={isCovered} />}

      {extras && <extras.Captions session={session} isInert={isCovered} />}

      <RoomControls
        session={session}
        isChatOpen={showsChat}
        onChat={toggleChat}
        choice={choice}
        onChoose={choose}
        pinned={pinned}
        isInert={isCovered}
        extras={extras}
      />

      <RemoteAudio meeting={meeting} sound={sound} />
      {extras && (
        <extras.Announcer
          session={session}
          onShow={(what) => (what === 'people' ? showPeople() : readOn())}
          isInert={isCovered}
        />
      )}
    </div>
  );
}
