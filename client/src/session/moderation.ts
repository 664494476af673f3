// What only a convener may ask, and what one is told of having ended the meeting oneself.
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import type { LeftReason } from './meetingStore.ts';

type ModerationRequest =
  | 'admit'
  | 'deny'
  | 'muteParticipant'
  | 'muteEverybody'
  | 'renameParticipant'
  | 'removeParticipant'
  | 'setLocked'
  | 'endMeeting'
  | 'deleteSpace';

/** Rejects when it is refused or not answered, and else shows by notices. */
export type Moderate = <N extends ModerationRequest>(
  name: N,
  body: RequestBody<N>,
) => Promise<unknown>;

export function createModeration(signalling: () => SignallingClient | undefined) {
  /** Asked for here and not refused; the notice of it may come before its answer. */
  let ending: 'endMeeting' | 'deleteSpace' | undefined;

  const moderate: Moderate = async (name, body) => {
    if (name === 'endMeeting' || name === 'deleteSpace') ending = name;
    try {
      return await signalling()?.request(name, body);
    } catch (error) {
      ending = undefined;
      throw error;
    }
  };

  return {
    moderate,
    /** Why the meeting is over, to the one who has asked for it. */
    toldOf(reason: LeftReason): LeftReason {
      if (reason === 'endedByConvener' && ending === 'endMeeting') return 'endedByMe';
      if (reason === 'spaceDeleted' && ending === 'deleteSpace') return 'deletedByMe';
      return reason;
    },
  };
}
