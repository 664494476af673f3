// What somebody in a browser may ask of the telephone that is to speak for them.
import type { Limiter } from '../limits/limiter.ts';
import { SUFFIX_GOOD_MS } from '../meetings/phoneSuffixes.ts';
import { Refused } from '../meetings/refused.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface OwnPhoneHandlerParts {
  spaces: SpaceStore;
  phoneNumber: string | undefined;
  /** Whether they are answered here. */
  hasTelephones: boolean;
  limiter: Limiter;
}

export function createOwnPhoneHandlers({
  spaces,
  phoneNumber,
  hasTelephones,
  limiter,
}: OwnPhoneHandlerParts): Pick<
  RequestHandlers,
  'callInstead' | 'takeSoundBack' | 'setOwnPhoneMuted'
> {
  return {
    async callInstead(connection) {
      const { meeting, participant } = connection.joinedPlace;
      const space = await spaces.findByCallId(meeting.callId);
      if (!hasTelephones || phoneNumber === undefined || space?.admitsPhones !== true)
        throw new Refused('noTelephones');
      const { id, name, profession } = participant.describe();
      const suffix = meeting.ownPhones.suffixes.give({ id, name, profession }, Date.now());
      return { phoneNumber, suffix, goodForMs: SUFFIX_GOOD_MS };
    },

    async setOwnPhoneMuted(connection, { isMuted }) {
      // Also on the way back to it.
      const place = connection.presentPlace ?? connection.joinedPlace;
      // Paid with what is told when it is muted again, which is never refused.
      const told = isMuted ? 0 : 2 * place.meeting.presentCount;
      limiter.consume('noticesMade', payerOf(connection), told);
      place.meeting.ownPhones.of(place.participant)?.setMuted(isMuted);
      return {};
    },

    async takeSoundBack(connection) {
      const { meeting, participant } = connection.joinedPlace;
      meeting.ownPhones.hangUp(participant, 'soundTakenBack');
      return {};
    },
  };
}
