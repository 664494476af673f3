// The way through one meeting: shows the view of the stage one is at.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { createMeetingSession } from '../session/meetingSession.ts';
import { useChunk } from '../parts/useChunk.ts';
import { useStore } from '../parts/useStore.ts';
import { LeftPage } from './LeftPage.tsx';
import { LookingUpPage } from './LookingUpPage.tsx';
import { LookUpFailedPage } from './LookUpFailedPage.tsx';
import { NamePage } from './NamePage.tsx';
import { RoomPage } from './RoomPage.tsx';

export const loadEquipment = () => import('./EquipmentPage.tsx');
const loadConfirm = async () => (await import('./ConfirmPage.tsx')).ConfirmPage;
const loadLobby = async () => (await import('./LobbyPage.tsx')).lobbyPages;

export function MeetingPage() {
  const callId = parseCallId(useRoute().params['callId'] ?? '');
  const [visit, setVisit] = useState(1);
  const visitAgain = () => setVisit((number) => number + 1);
  if (callId === undefined) return <LookUpFailedPage problem="callIdUnknown" />;
  // A new key makes a new session: a used one cannot be used again.
  return <MeetingVisit key={`${callId} ${visit}`} callId={callId} onVisitAgain={visitAgain} />;
}

interface MeetingVisitProps {
  callId: CallId;
  onVisitAgain: () => void;
}

function MeetingVisit({ callId, onVisitAgain }: MeetingVisitProps) {
  const [session] = useState(() => createMeetingSession(callId));
  useEffect(() => () => session.close(), [session]);
  const stage = useStore(session.meeting, (state) => state.stage);

  const [isConfirming, setIsConfirming] = useState(false);
  const Confirm = useChunk(loadConfirm, stage.at === 'notYetOpen' || isConfirming);
  const lobby = useChunk(loadLobby, stage.at === 'inLobby');

  switch (stage.at) {
    case 'lookingUp':
      return <LookingUpPage />;
    case 'lookUpFailed':
      return (
        <LookUpFailedPage
          problem={stage.problem}
          meeting={session.meeting}
          onTryAgain={onVisitAgain}
        />
      );
    case 'askingName':
      return isConfirming && Confirm ? (
        <Confirm session={session} opensAt={undefined} onGoOn={() => setIsConfirming(false)} />
      ) : (
        <NamePage
          session={session}
          isJoining={false}
          problem={stage.problem}
          onConfirm={() => setIsConfirming(true)}
        />
      );
    case 'joining':
      return <NamePage session={session} isJoining problem={undefined} />;
    case 'notYetOpen':
      return Confirm ? (
        <Confirm session={session} opensAt={stage.opensAt} onGoOn={session.goOn} />
      ) : (
        <LookingUpPage />
      );
    case 'inLobby':
      return lobby ? (
        <lobby.LobbyPage session={session} isConvenerThere={stage.isConvenerThere} />
      ) : (
        <NamePage session={session} isJoining problem={undefined} />
      );
    case 'entering':
    case 'inMeeting':
      return <RoomPage session={session} stage={stage} />;
    case 'turnedAway':
      // It has come with the lobby.
      return lobby && <lobby.TurnedAwayPage {...stage} onJoinAgain={onVisitAgain} />;
    case 'left':
      return (
        <LeftPage meeting={session.meeting} reason={stage.reason} onJoinAgain={onVisitAgain} />
      );
  }
}
