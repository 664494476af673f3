// Request handlers for dialling in from a browser: the PIN, and the linked phone that takes over the audio.
import type { Limiter } from '../limits/limiter.ts';
import { PIN_VALID_MS } from '../meetings/dialInPins.ts';
import { Refused } from '../meetings/refused.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface DialInHandlersDeps {
  spaces: Pick<SpaceStore, 'findByCallId'>;
  phoneNumber: string | undefined;
  /** Whether this server answers calls. */
  hasTelephones: boolean;
  limiter: Limiter;
}

type DialInRequest = 'requestDialIn' | 'switchAudioToBrowser' | 'setLinkedPhoneMuted';

export function createDialInHandlers({
  spaces,
  phoneNumber,
  hasTelephones,
  limiter,
}: DialInHandlersDeps): Pick<RequestHandlers, DialInRequest> {
  return {
    async requestDialIn(session) {
      const space = await spaces.findByCallId(session.joined.meeting.callId);
      // The meeting may have moved to another server meanwhile.
      const { meeting, person } = session.joined;
      if (!hasTelephones || phoneNumber === undefined || space?.admitsPhones !== true)
        throw new Refused('noTelephones');
      const { id, name, profession, role } = person;
      const owner = { id, name, profession, ...(role && { role }) };
      const pin = meeting.dialInPins.issue(owner, Date.now());
      return { phoneNumber, pin, expiresInMs: PIN_VALID_MS };
    },

    async setLinkedPhoneMuted(session, { isMuted }) {
      // Also while the page is rejoining.
      const { meeting, person } = session.present ?? session.joined;
      // Unmuting also pays for the notices of the next mute, which is never refused.
      limiter.consume('noticesMade', payerOf(session), isMuted ? 0 : 2 * meeting.presentCount);
      if (person.linkedLeg !== undefined) await meeting.tracks.setMuted(person, isMuted);
      return {};
    },

    async switchAudioToBrowser(session) {
      const { meeting, person } = session.joined;
      meeting.releaseLinkedLeg(person, 'soundTakenBack');
      return {};
    },
  };
}
