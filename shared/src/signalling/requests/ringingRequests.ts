// The requests by which telephones and rooms are rung up from the meeting.
import { z } from 'zod';
import { ringId, ringDigits, rungAddress } from '../ringing.ts';
import { personToRing } from '../../ringingApi.ts';
import { role } from '../role.ts';
import { personName } from '../shapes.ts';
import type { RequestDefinition } from './requestDefinition.ts';
import { nothing } from './requestParts.ts';

const convenerRefusals = ['notJoined', 'notConvener'] as const;
const ringOnly = z.object({ ringId });
/** Of a number: none, a short one such as 1177, 112, or one that the operator does not allow. */
const numberRefusals = [
  'numberUnclear',
  'numberShort',
  'numberEmergency',
  'numberNotAllowed',
] as const;
/** Also of a room's address, and of spaces that are closed to telephones or rooms. */
const targetRefusals = [
  ...numberRefusals,
  'addressUnclear',
  'addressNotAllowed',
  'noTelephones',
  'noRooms',
] as const;
/** `noDialOut`: nothing can be rung from here; `ringsSpent`: no more today. */
const ringRefusals = ['noDialOut', 'alreadyRinging', 'ringsAtOnce', 'ringsSpent'] as const;

export const ringingRequests = {
  /** Rings; who answers must press 1 to come in, by that name. What comes of it is told by `ringingChanged`. */
  ringUp: {
    body: z.object({
      to: rungAddress,
      name: personName,
      role: role.exactOptional(),
      digits: ringDigits.exactOptional(),
      /** With the space, to be rung again by one press: as many as `peopleToRing` may hold. */
      isToBeSaved: z.boolean().exactOptional(),
    }),
    reply: z.object({ ringId }),
    refusals: [...convenerRefusals, ...targetRefusals, 'digitsUnclear', ...ringRefusals],
  },
  /** Who is saved with the space. */
  readPeopleToRing: {
    body: nothing,
    reply: z.object({ people: z.array(personToRing) }),
    refusals: convenerRefusals,
  },
  /** Rings one again that has ended, with what was keyed then. */
  ringAgain: {
    body: ringOnly,
    reply: nothing,
    refusals: [...convenerRefusals, 'ringGone', ...targetRefusals, ...ringRefusals],
  },
  /** Hangs up, wherever it has come; one that has ended is forgotten. */
  cancelRing: { body: ringOnly, reply: nothing, refusals: [...convenerRefusals, 'ringGone'] },
  /** Keys on a call that was answered, as on a telephone's keypad. */
  sendRingDigits: {
    body: z.object({ ringId, digits: ringDigits.min(1) }),
    reply: nothing,
    refusals: [...convenerRefusals, 'ringGone', 'digitsUnclear'],
  },
  /** Whether people in this space's meetings may be rung at numbers of their own. Outlasts the meeting. */
  setRingMe: {
    body: z.object({ isAllowed: z.boolean() }),
    reply: nothing,
    refusals: convenerRefusals,
  },
  /** Rings oneself: the telephone becomes one's linked phone. What comes of it is told by `ringMeChanged`. */
  ringMe: {
    body: z.object({ to: rungAddress }),
    reply: nothing,
    refusals: ['notJoined', 'ringMeOff', 'speaksByPhone', ...numberRefusals, ...ringRefusals],
  },
  /** Hangs up what `ringMe` rang, before it is in the meeting. */
  cancelRingMe: { body: nothing, reply: nothing, refusals: ['notJoined'] },
} as const satisfies Record<string, RequestDefinition>;
