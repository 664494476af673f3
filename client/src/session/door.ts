// At the door of a meeting: straight in, or by knocking and waiting in the lobby.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import { joinCredentialsOf } from './joinCredentials.ts';
import { isRefused, joinProblemOf } from './joinProblem.ts';
import type { MeetingStore } from './meetingStore.ts';

type Enter = (name: string, profession: string) => Promise<void>;

interface DoorSurroundings {
  callId: CallId;
  store: MeetingStore;
  signalling(): SignallingClient | undefined;
  isClosed(): boolean;
  /** In the lobby one holds nothing of the meeting. */
  unprepare(): void;
  /** For whoever need not knock. */
  enter: Enter;
}

export function createDoor({
  callId,
  store,
  signalling,
  isClosed,
  unprepare,
  enter,
}: DoorSurroundings) {
  let knockedAs: Parameters<Enter> | undefined;

  const knock: Enter = async (name, profession) => {
    const asked = signalling()?.request('knock', {
      ...joinCredentialsOf(callId),
      name,
      profession,
    });
    if (asked === undefined) return;
    unprepare();
    knockedAs = [name, profession];
    const { isAdmitted, isConvenerThere, isNumberChecked } = await asked;
    if (isAdmitted) await enter(name, profession);
    else store.setState({ stage: { at: 'inLobby', isConvenerThere }, isNumberChecked });
  };

  async function fromLobby(way: Enter): Promise<void> {
    if (knockedAs === undefined || store.getState().stage.at !== 'inLobby') return;
    await way(...knockedAs).catch((error: unknown) => {
      if (!isClosed())
        store.setState({ stage: { at: 'askingName', problem: joinProblemOf(error) } });
    });
  }

  const enterOrKnock: Enter = (name, profession) =>
    enter(name, profession).catch((error: unknown) => {
      if (!isRefused(error, 'needsLobby')) throw error;
      return knock(name, profession);
    });

  return {
    /** Enters, or begins to wait. @throws RequestRefused, RequestUnanswered, ConnectionFailed */
    enter: enterOrKnock,
    admitted: () => fromLobby(enterOrKnock),
    /** The server has forgotten that one waits. */
    knockAgain: () => fromLobby(knock),
    /** Straight in, or back to the name where the number is wrong, once that is told again; until then one waits on. */
    tryAgain: () =>
      fromLobby((name, profession) =>
        enter(name, profession).catch((error: unknown) => {
          if (isRefused(error, 'callIdUnknown')) throw error;
        }),
      ),
  };
}
