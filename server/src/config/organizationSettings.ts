// The settings of whose service this is: name, logo and colour of the pages, and where help is to be had.
import { displayText } from '@distansmote/shared/accountsApi.ts';
import { z } from 'zod';
import { contrast } from '../platform/contrast.ts';
import { logoProblem } from './logo.ts';

/** What the colour is seen on: white words stand on it, and it is the colour of links on the page and on cards. */
const GROUNDS = ['#ffffff', '#f7f5f0'];
const MIN_CONTRAST = 4.5;

/** Not `javascript:`: it becomes a link on every page. */
const webAddress = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500);

const isLegible = (colour: string) =>
  GROUNDS.every((ground) => contrast(colour, ground) >= MIN_CONTRAST);

export const organizationSettings = {
  ORGANIZATION_NAME: {
    schema: displayText.min(1).max(60).optional(),
    mustBe: 'the name of your county or municipality, up to 60 characters',
  },
  ORGANIZATION_LOGO: {
    schema: z.string().optional(),
    mustBe: 'the path of your logo, an SVG or PNG of at most 100 kB',
  },
  ORGANIZATION_COLOR: {
    schema: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .transform((text) => text.toLowerCase())
      .refine(isLegible)
      .optional(),
    mustBe: `a dark colour, such as #0e5b52: words in it must have a contrast of ${MIN_CONTRAST}:1 on ${GROUNDS.join(' and ')}`,
  },
  SUPPORT_PHONE: {
    schema: z
      .string()
      .regex(/^\+?[0-9][0-9 ()-]{2,30}$/)
      .optional(),
    mustBe: 'the telephone number of your support, such as 0480-44 55 00',
  },
  SUPPORT_EMAIL: {
    schema: z.email().max(200).optional(),
    mustBe: 'the e-mail address of your support, such as support@example.org',
  },
  PRIVACY_URL: {
    schema: webAddress.optional(),
    mustBe:
      'the address of your page on personal data, such as https://example.org/personuppgifter',
  },
  ACCESSIBILITY_URL: {
    schema: webAddress.optional(),
    mustBe:
      'the address of your accessibility statement, such as https://example.org/tillganglighet',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/** What is wrong with the logo's file, in one line; undefined when all is well. */
export function findOrganizationProblem({
  ORGANIZATION_LOGO: path,
}: {
  ORGANIZATION_LOGO?: string | undefined;
}): string | undefined {
  const problem = path === undefined ? undefined : logoProblem(path);
  return (
    problem &&
    `ORGANIZATION_LOGO is "${path}", but must be ${organizationSettings.ORGANIZATION_LOGO.mustBe}: ${problem}.`
  );
}
