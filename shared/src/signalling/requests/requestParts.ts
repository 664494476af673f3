// What the requests of several groups are made of.
import { z } from 'zod';
import { role } from '../role.ts';
import { companions, personName } from '../shapes.ts';

export const nothing = z.object({});
/** Who somebody is, as they have typed it. */
export const names = {
  name: personName,
  profession: z.union([z.literal(''), personName]),
  companions: companions.exactOptional(),
  role: role.exactOptional(),
};
export const areUnique = (all: readonly string[]) => new Set(all).size === all.length;
