// Schemas of the HTTP API for people to ring who are saved with a space.
import { z } from 'zod';
import { ringDigits, rungAddress } from './signalling/ringing.ts';
import { role } from './signalling/role.ts';
import { personName } from './signalling/shapes.ts';

/** `POST /api/spaces/:id/people-to-ring`. */
export const newPersonToRing = z.strictObject({
  name: personName,
  /** A telephone number as people write it, or a room's video address. */
  address: rungAddress,
  /** Keyed after the answer: 0-9*#, and `,` waits two seconds. Empty for nothing. */
  digits: ringDigits,
  /** Null for none. */
  role: role.nullable(),
});
export type NewPersonToRing = z.infer<typeof newPersonToRing>;

/** Somebody whom conveners of the space can ring by one press. */
export const personToRing = newPersonToRing.extend({ id: z.uuid() });
export type PersonToRing = z.infer<typeof personToRing>;
