// The settings of ringing people up (SIP_DIAL_OUT_*), besides the trunk's own.
import { z } from 'zod';
import { hostName } from '../platform/hostName.ts';
import { ALLOWED_PREFIX, DEFAULT_ALLOWED } from '../ringing/allowedNumbers.ts';
import { list, wholeNumber } from './envSchemas.ts';

const MAX_MINUTES = 24 * 60;

export const ringingSettings = {
  SIP_DIAL_OUT_ALLOW: {
    schema: list
      .refine((all) => all.length > 0 && all.every((entry) => ALLOWED_PREFIX.test(entry)))
      .transform((all): readonly string[] => all)
      .default(DEFAULT_ALLOWED),
    mustBe:
      'the beginnings of numbers that may be rung, such as +46,+358, and with ! before those within that may not: !+46900',
  },
  SIP_DIAL_OUT_ROOMS: {
    schema: list
      .transform((all): readonly string[] => all.map((domain) => domain.toLowerCase()))
      .refine((all) => all.every((domain) => hostName.test(domain)))
      .default([]),
    mustBe: 'the hosts at which room systems may be rung, such as video.example.org',
  },
  SIP_DIAL_OUT_PER_DAY: {
    schema: wholeNumber(1, 10_000).default(50),
    mustBe: 'a number of calls, 1 to 10000, that one account may ring up in a day',
  },
  SIP_DIAL_OUT_MINUTES: {
    schema: wholeNumber(1, MAX_MINUTES).default(120),
    mustBe: `a number of minutes, 1 to ${MAX_MINUTES}, after which a call that was rung up is ended`,
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/**
 * What has no effect, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findRingingProblem(isSet: (name: string) => boolean): string | undefined {
  const set = Object.keys(ringingSettings).find(isSet);
  if (set === undefined || isSet('SIP_DIAL_OUT')) return undefined;
  return `${set} is set, but SIP_DIAL_OUT is missing: without it nobody is rung up.`;
}
