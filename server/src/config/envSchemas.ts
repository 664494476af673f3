// The shapes that several settings have.
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

// Digits only: Number() would also take " " (as 0) and "0x50".
export const wholeNumber = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(lowest).max(highest));

/** With commas between; what is empty is left out. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** A list of addresses and networks (CIDR). */
export const networks = list.refine((all) =>
  all.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)),
);
