// What only a convener may ask of the server, and whether the meeting ended because this person asked for it.
import type { ModerationRequest, RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import type { EndReason } from './sessionState.ts';

/** Rejects when it is refused or not answered; otherwise notices show what came of it. */
export type Moderate = <N extends ModerationRequest>(
  name: N,
  body: RequestBody<N>,
) => Promise<unknown>;

export function createModeration(signalling: SignallingClient) {
  /** Asked for here and not refused; the notice that the meeting has ended may come before the answer. */
  let ending: 'endMeeting' | 'deleteSpace' | undefined;

  const moderate: Moderate = async (name, body) => {
    if (name === 'endMeeting' || name === 'deleteSpace') ending = name;
    try {
      return await signalling.request(name, body);
    } catch (error) {
      ending = undefined;
      throw error;
    }
  };

  return {
    moderate,
    /** Why the meeting has ended, seen by this person, who may have asked for it. */
    ownReason(reason: EndReason): EndReason {
      if (reason === 'endedByConvener' && ending === 'endMeeting') return 'endedByMe';
      if (reason === 'spaceDeleted' && ending === 'deleteSpace') return 'deletedByMe';
      return reason;
    },
  };
}
