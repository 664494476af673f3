// Asks the server for the meeting behind a call ID.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import { callApi } from '../platform/callApi.ts';
import { keepBrowserToken, credentialHeadersOf } from './joinCredentials.ts';
import type { JoinProblem } from './sessionState.ts';

export type LookUpResult =
  | { found: true; meeting: MeetingLookUp }
  | {
      found: false;
      problem: Extract<JoinProblem, 'callIdUnknown' | 'tooFast' | 'serverUnreachable'>;
    };

const KEEP_MS = 10_000;
let latest: { callId: CallId; at: number; result: Promise<LookUpResult> } | undefined;

/**
 * Never throws: failures are part of the result. An answer is cached for ten seconds, so that the
 * call ID page and the meeting page that follows share one request.
 */
export function lookUpMeeting(callId: CallId): Promise<LookUpResult> {
  const isKept = latest?.callId === callId && Date.now() - latest.at < KEEP_MS;
  if (latest !== undefined && isKept) return latest.result;
  const result = ask(callId);
  latest = { callId, at: Date.now(), result };
  void result.then(({ found }) => {
    if (!found && latest?.result === result) latest = undefined;
  });
  return result;
}

async function ask(callId: CallId): Promise<LookUpResult> {
  const answer = await callApi<MeetingLookUp>(
    'GET',
    `/api/meetings/${callId}`,
    undefined,
    credentialHeadersOf(callId),
  );
  if (answer.type === 'ok') {
    keepBrowserToken(answer.body.browserToken);
    return { found: true, meeting: answer.body };
  }
  if (answer.type === 'unreachable') return { found: false, problem: 'serverUnreachable' };
  return { found: false, problem: answer.status === 429 ? 'tooFast' : 'callIdUnknown' };
}
