// Why entering did not work, in the words that the views have texts for.
import type { RefusalCode } from '@distansmote/shared/signalling/requests.ts';
import { RequestRefused } from '../platform/signallingClient.ts';
import type { JoinProblem } from './sessionState.ts';

/** What one enters by has failed meanwhile, or something took its place. */
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
    case 'lobbyFull':
      return 'meetingFull';
    default:
      return 'internal';
  }
}
