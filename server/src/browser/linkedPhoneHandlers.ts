// What somebody in a browser may ask of the telephone that is to speak for them.
import type { Limiter } from '../limits/limiter.ts';
import { PIN_VALID_MS } from '../meetings/dialInPins.ts';
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
  'requestDialIn' | 'switchAudioToBrowser' | 'setLinkedPhoneMuted'
> {
  return {
    async requestDialIn(connection) {
      const { meeting, participant } = connection.joinedPlace;
      const space = await spaces.findByCallId(meeting.callId);
      if (!hasTelephones || phoneNumber === undefined || space?.admitsPhones !== true)
        throw new Refused('noTelephones');
      const { id, name, profession } = participant.describe();
      const pin = meeting.linkedPhones.pins.give({ id, name, profession }, Date.now());
      return { phoneNumber, pin, expiresInMs: PIN_VALID_MS };
    },

    async setLinkedPhoneMuted(connection, { isMuted }) {
      // Also on the way back to it.
      const place = connection.presentPlace ?? connection.joinedPlace;
      // Paid with what is told when it is muted again, which is never refused.
      const told = isMuted ? 0 : 2 * place.meeting.presentCount;
      limiter.consume('noticesMade', payerOf(connection), told);
      place.meeting.linkedPhones.of(place.participant)?.setMuted(isMuted);
      return {};
    },

    async switchAudioToBrowser(connection) {
      const { meeting, participant } = connection.joinedPlace;
      meeting.linkedPhones.hangUp(participant, 'soundTakenBack');
      return {};
    },
  };
}
