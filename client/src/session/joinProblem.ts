// Maps an error of a join to the problem that views have a text for.
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';
import { RequestRefused } from '../platform/signallingClient.ts';
import type { JoinProblem } from './sessionState.ts';

/** The connection of a join failed, or was replaced, before the join was through. */
export class ConnectionFailed extends Error {}

export const isRefused = (error: unknown, code: RefusalCode) =>
  error instanceof RequestRefused && error.code === code;

export function joinProblemOf(error: unknown): JoinProblem {
  if (error instanceof ConnectionFailed) return 'mediaBlocked';
  if (!(error instanceof RequestRefused)) return 'serverUnreachable';
  switch (error.code) {
    case 'callIdUnknown':
    case 'meetingFull':
    case 'notYetOpen':
    case 'locked':
    case 'removed':
    case 'tooFast':
      return error.code;
    case 'elsewhere':
      return 'serverUnreachable';
    case 'lobbyFull':
      return 'meetingFull';
    default:
      return 'internal';
  }
}
