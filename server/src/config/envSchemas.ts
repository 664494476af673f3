// Zod schemas that several settings share.
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

// Digits only: Number() also accepts " " (as 0) and "0x50".
export const wholeNumber = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(lowest).max(highest));

/** Comma-separated; empty entries are dropped. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** A comma-separated list of addresses and networks (CIDR). */
export const networks = list.refine((all) =>
  all.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)),
);

/** `1` or `0`. */
export const flag = z.enum(['0', '1']).transform((text) => text === '1');
