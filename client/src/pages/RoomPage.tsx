// The meeting: everybody in tiles, leaving at the top centre, people at the top right.
import { LogOut, UserRound } from 'lucide';
import { useCallback, useRef, useState } from 'preact/hooks';
import { roomTexts } from '../language/texts/room.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingSession } from '../meeting/meetingSession.ts';
import { Announcer } from '../parts/Announcer.tsx';
import { DeviceToggle } from '../parts/DeviceToggle.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { ParticipantPanel } from '../parts/ParticipantPanel.tsx';
import { RemoteAudio } from '../parts/RemoteAudio.tsx';
import { createRemoteSound } from '../parts/remoteSound.ts';
import { RoomNotices } from '../parts/RoomNotices.tsx';
import { TileGrid } from '../parts/TileGrid.tsx';
import { useStore } from '../parts/useStore.ts';

interface RoomPageProps {
  session: MeetingSession;
  isReconnecting: boolean;
}

export function RoomPage({ session, isReconnecting }: RoomPageProps) {
  const t = useTexts(roomTexts);
  const { meeting, localMedia } = session;
  const meetingName = useStore(meeting, (state) => state.meetingName);
  const others = useStore(meeting, (state) => state.others);
  const { camera, microphone } = useStore(localMedia, (state) => state);
  const [sound] = useState(createRemoteSound);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const peopleButton = useRef<HTMLButtonElement>(null);

  const closePanel = useCallback(() => {
    setIsPanelOpen(false);
    peopleButton.current?.focus();
  }, []);

  const peopleCount = others.length + 1;
  return (
    <div class="room">
      <header class="room-bar">
        <PageHeading text={meetingName} class="room-name" />
        <div class="room-bar-centre">
          <button type="button" class="button is-red" onClick={() => session.leave()}>
            <Icon node={LogOut} />
            <span>
              {t.leave} <span class="leave-rest">{t.leaveRest}</span>
            </span>
          </button>
        </div>
        <div class="room-bar-right">
          <button
            type="button"
            class="button is-plain people-button"
            ref={peopleButton}
            aria-label={t.people(peopleCount)}
            aria-expanded={isPanelOpen}
            aria-controls="people"
            onClick={() => setIsPanelOpen(!isPanelOpen)}
          >
            <Icon node={UserRound} />
            {peopleCount}
          </button>
        </div>
      </header>

      <RoomNotices session={session} sound={sound} isReconnecting={isReconnecting} />

      <main class="room-middle">
        <TileGrid meeting={meeting} localMedia={localMedia} />
        {isPanelOpen && (
          <ParticipantPanel
            id="people"
            meeting={meeting}
            localMedia={localMedia}
            onClose={closePanel}
          />
        )}
      </main>

      <div class="room-controls">
        <div class="toggles">
          <DeviceToggle
            device="microphone"
            state={microphone}
            onToggle={() => session.toggleMicrophone()}
          />
          <DeviceToggle device="camera" state={camera} onToggle={() => session.toggleCamera()} />
        </div>
        <LanguageSwitch />
      </div>

      {others.flatMap(({ id, tracks }) =>
        [tracks.microphone, tracks.screenSound].map(
          (track) =>
            track?.mediaTrack && (
              <RemoteAudio key={`${id} ${track.source}`} sound={sound} track={track.mediaTrack} />
            ),
        ),
      )}
      <Announcer meeting={meeting} localMedia={localMedia} />
    </div>
  );
}
