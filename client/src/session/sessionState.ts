// Where a person is on the way through a meeting, and every step that leads from one such state to another.
import type { Role } from '@distansmote/shared/signalling/role.ts';

/** Why a look-up or a join did not work; each has its own text in the catalogue. */
export type JoinProblem =
  | 'callIdUnknown'
  | 'meetingFull'
  | 'notYetOpen'
  | 'locked'
  | 'removed'
  | 'browserUnsupported'
  | 'serverUnreachable'
  | 'tooFast'
  | 'mediaBlocked'
  | 'internal';

/** Why somebody is no longer in the meeting. */
export type EndReason =
  | 'left'
  | 'endedByConvener'
  | 'endedByMe'
  | 'spaceDeleted'
  | 'deletedByMe'
  | 'removed'
  | 'connectionLost'
  | 'openedElsewhere';

/** As whom somebody joins. */
export interface Entrant {
  name: string;
  /** May be empty. */
  profession: string;
  /** Names of those who sit beside them; at most nine. */
  companions?: string[];
  /** What they do for the others. */
  role?: Role;
}

interface EnteringName {
  type: 'enteringName';
  /** Why the last attempt failed. */
  problem?: JoinProblem;
}

/** A field exists only where it is valid. */
export type SessionState =
  | { type: 'lookingUp' }
  | { type: 'lookUpFailed'; problem: JoinProblem }
  /** Another tab of this browser is in the meeting. */
  | { type: 'openElsewhere' }
  /** For guests: to those who lead the meeting it is open before its time. */
  | { type: 'notYetOpen'; opensAt: string; startsAt: string }
  | EnteringName
  /** From the click on join until the server has answered. */
  | {
      type: 'joining';
      entrant: Entrant;
      /** What the click was made in. */
      form: EnteringName;
      /** The room is shown before the others are known, when nothing speaks against the join. */
      shows: 'form' | 'room';
      isSlow: boolean;
    }
  | {
      type: 'inLobby';
      entrant: Entrant;
      isConvenerThere: boolean;
      /** What a convener has last said to everybody who waits. */
      word?: { text: string; by: string };
    }
  /** Media goes on while signalling is lost: the socket may come back before anybody notices. */
  | { type: 'inMeeting'; entrant: Entrant; isSignallingLost: boolean }
  /** Media or the server's session is lost: the page prepares and joins again by itself. */
  | { type: 'reconnecting'; entrant: Entrant }
  /** A convener has turned the knock down. */
  | { type: 'denied'; retryAfterSeconds?: number }
  | { type: 'ended'; reason: EndReason }
  /** The page is gone. */
  | { type: 'closed' };

type StateType = SessionState['type'];
export type StateOf<Type extends StateType> = Extract<SessionState, { type: Type }>;

const step = <From extends StateType, Details extends readonly unknown[]>(
  from: readonly From[],
  to: (state: StateOf<From>, ...details: Details) => SessionState,
) => ({ from, to });

/** Each step: the states that it may be taken from, and where it leads. Any other is refused by `nextState`. */
const STEPS = {
  /** Again while it is not open: its time may have been changed. */
  lookedUp: step(
    ['lookingUp', 'notYetOpen'],
    (_, early: { opensAt: string; startsAt: string } | null) =>
      early === null ? { type: 'enteringName' } : { type: 'notYetOpen', ...early },
  ),
  foundElsewhere: step(['lookingUp'], () => ({ type: 'openElsewhere' })),
  /** Also when the browser turns out not to be able to take part. */
  lookUpFailed: step(
    ['lookingUp', 'openElsewhere', 'notYetOpen', 'enteringName', 'joining'],
    (_, problem: JoinProblem) => ({ type: 'lookUpFailed', problem }),
  ),
  wentOn: step(['notYetOpen', 'openElsewhere'], () => ({ type: 'enteringName' })),
  joinStarted: step(['enteringName'], (form, entrant: Entrant) => ({
    type: 'joining',
    entrant,
    form,
    shows: 'form',
    isSlow: false,
  })),
  roomShown: step(['joining'], (state) => ({ ...state, shows: 'room' })),
  joinSlowed: step(['joining'], (state) => ({ ...state, isSlow: true })),
  joinFailed: step(['joining', 'inLobby'], (_, problem: JoinProblem) => ({
    type: 'enteringName',
    problem,
  })),
  lobbyEntered: step(
    ['joining', 'inLobby', 'reconnecting'],
    ({ entrant }, isConvenerThere: boolean) => ({ type: 'inLobby', entrant, isConvenerThere }),
  ),
  convenerPresenceChanged: step(['inLobby'], (state, isConvenerThere: boolean) => ({
    ...state,
    isConvenerThere,
  })),
  lobbyTold: step(['inLobby'], (state, word: { text: string; by: string }) => ({
    ...state,
    word,
  })),
  denied: step(
    ['joining', 'inLobby', 'reconnecting'],
    (_, details: { retryAfterSeconds?: number }) => ({ type: 'denied', ...details }),
  ),
  entered: step(['joining', 'inLobby', 'reconnecting'], ({ entrant }) => ({
    type: 'inMeeting',
    entrant,
    isSignallingLost: false,
  })),
  renamed: step(['inMeeting', 'reconnecting'], (state, entrant: Entrant) => ({
    ...state,
    entrant,
  })),
  signallingLost: step(['inMeeting'], (state) => ({ ...state, isSignallingLost: true })),
  signallingResumed: step(['inMeeting'], (state) => ({ ...state, isSignallingLost: false })),
  connectionLost: step(['inMeeting'], ({ entrant }) => ({ type: 'reconnecting', entrant })),
  /** Signalling gets through and media does not: back to the form, which says what to do. */
  mediaBlocked: step(['enteringName', 'inMeeting'], () => ({
    type: 'enteringName',
    problem: 'mediaBlocked',
  })),
  mediaConnected: step(['enteringName'], (state) =>
    state.problem === 'mediaBlocked' ? { type: 'enteringName' } : state,
  ),
  ended: step(
    ['enteringName', 'joining', 'inLobby', 'inMeeting', 'reconnecting'],
    (_, reason: EndReason) => ({ type: 'ended', reason }),
  ),
  closed: step(
    [
      'lookingUp',
      'lookUpFailed',
      'openElsewhere',
      'notYetOpen',
      'enteringName',
      'joining',
      'inLobby',
      'inMeeting',
      'reconnecting',
    ],
    () => ({ type: 'closed' }),
  ),
};

export type StepName = keyof typeof STEPS;
export type StepDetails<Name extends StepName> =
  Parameters<(typeof STEPS)[Name]['to']> extends [unknown, ...infer Details] ? Details : [];

interface AnyStep {
  from: readonly StateType[];
  to(state: SessionState, ...details: unknown[]): SessionState;
}

/** @returns undefined where the step may not be taken from that state. */
export function nextState<Name extends StepName>(
  state: SessionState,
  name: Name,
  ...details: StepDetails<Name>
): SessionState | undefined {
  const { from, to } = STEPS[name] as unknown as AnyStep;
  return from.includes(state.type) ? to(state, ...details) : undefined;
}

/** Also while it is being reconnected. */
export const isInMeeting = ({ type }: SessionState) =>
  type === 'inMeeting' || type === 'reconnecting';
