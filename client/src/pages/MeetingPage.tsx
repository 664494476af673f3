// One meeting: shows the view of the state that its session is in.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { isSecretInAddress } from '../session/guestSecret.ts';
import { createMeetingSession } from '../session/meetingSession.ts';
import type { MeetingState } from '../session/meetingStore.ts';
import { useChunk } from '../parts/useChunk.ts';
import { useStore } from '../parts/useStore.ts';
import { LoadFailedPage } from './LoadFailedPage.tsx';
import { LookingUpPage } from './LookingUpPage.tsx';
import type { LookUpFailedPageProps } from './LookUpFailedPage.tsx';
import { NamePage } from './NamePage.tsx';
import { useTroubles } from './useTroubles.ts';

export const loadEquipment = () => import('./EquipmentPage.tsx');
const loadConfirm = () => import('./ConfirmPage.tsx');
/** Comes while the person types a name. */
const loadRoom = () => import('./RoomPage.tsx');
/** Comes during the meeting, so that it is there when the network is not. */
const loadLeft = () => import('./LeftPage.tsx');
const WITHOUT_ROOM = ['lookingUp', 'lookUpFailed', 'notYetOpen', 'closed'];
const loadElsewhere = () => import('./ElsewherePage.tsx');
const WITH_LEFT = ['inMeeting', 'reconnecting', 'ended'];
const IN_ROOM = ['joining', 'inMeeting', 'reconnecting'];
const loadLobby = async () => (await import('./LobbyPage.tsx')).lobbyPages;

export function MeetingPage() {
  const callId = parseCallId(useRoute().params['callId'] ?? '');
  const [visit, setVisit] = useState(1);
  const visitAgain = () => setVisit((number) => number + 1);
  if (callId === undefined) return <LookUpFailed problem="callIdUnknown" />;
  // A new key makes a new session, since an old one cannot be reused.
  return <MeetingVisit key={`${callId} ${visit}`} callId={callId} onVisitAgain={visitAgain} />;
}

function LookUpFailed(props: LookUpFailedPageProps) {
  const troubles = useTroubles(props.problem);
  if (troubles === null) return <LoadFailedPage />;
  return troubles ? <troubles.LookUpFailedPage {...props} /> : <LookingUpPage />;
}

/** The form stays as it is until the join takes so long that it must be said, or the room is shown. */
function shownState({ sessionState: state }: MeetingState) {
  return state.type === 'joining' && state.shows === 'form' && !state.isSlow ? state.form : state;
}

/** The invitation's link, opened where the page is open already, as the lobby advises: the browser only changes the address. */
function useOpenedLink(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const open = () => isSecretInAddress() && location.reload();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, [isWanted]);
}

interface MeetingVisitProps {
  callId: CallId;
  onVisitAgain: () => void;
}

function MeetingVisit({ callId, onVisitAgain }: MeetingVisitProps) {
  const [session] = useState(() => createMeetingSession(callId));
  useEffect(() => () => session.close(), [session]);
  const state = useStore(session.meeting, shownState);
  useOpenedLink(!IN_ROOM.includes(state.type));

  const [isConfirming, setIsConfirming] = useState(false);
  const confirm = useChunk(loadConfirm, state.type === 'notYetOpen' || isConfirming);
  const elsewhere = useChunk(loadElsewhere, state.type === 'openElsewhere');
  const lobby = useChunk(loadLobby, state.type === 'inLobby' || state.type === 'denied');
  const isOnTheWayIn = !WITHOUT_ROOM.includes(state.type);
  const left = useChunk(loadLeft, WITH_LEFT.includes(state.type) && state.type);
  const room = useChunk(loadRoom, isOnTheWayIn && state.type);

  const form = <NamePage session={session} isJoining problem={undefined} />;
  switch (state.type) {
    case 'lookingUp':
      return <LookingUpPage />;
    case 'closed':
      return null;
    case 'lookUpFailed':
      return (
        <LookUpFailed problem={state.problem} meeting={session.meeting} onTryAgain={onVisitAgain} />
      );
    case 'enteringName':
      return isConfirming && confirm ? (
        <confirm.ConfirmPage
          session={session}
          early={undefined}
          onGoOn={() => setIsConfirming(false)}
        />
      ) : (
        <NamePage
          session={session}
          isJoining={false}
          problem={state.problem}
          onConfirm={() => setIsConfirming(true)}
        />
      );
    case 'joining':
      return state.shows === 'room' && room ? (
        <room.RoomPage session={session} sessionState={state} />
      ) : (
        form
      );
    case 'openElsewhere':
      return elsewhere ? (
        <elsewhere.ElsewherePage onTakeOver={session.takeOver} />
      ) : (
        <LookingUpPage />
      );
    case 'notYetOpen':
      return confirm ? (
        <confirm.ConfirmPage session={session} early={state} onGoOn={session.goOn} />
      ) : (
        <LookingUpPage />
      );
    case 'inLobby':
      return lobby ? (
        <lobby.LobbyPage session={session} isConvenerThere={state.isConvenerThere} />
      ) : (
        form
      );
    case 'inMeeting':
    case 'reconnecting':
      if (room === null) return <LoadFailedPage />;
      return room ? <room.RoomPage session={session} sessionState={state} /> : form;
    case 'denied':
      // This page came with the lobby's.
      return lobby && <lobby.DeniedPage {...state} onJoinAgain={onVisitAgain} />;
    case 'ended':
      if (left === null) return <LoadFailedPage />;
      return (
        left && (
          <left.LeftPage
            meeting={session.meeting}
            reason={state.reason}
            onJoinAgain={onVisitAgain}
          />
        )
      );
  }
}
