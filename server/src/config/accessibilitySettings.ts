// The settings of the accessibility statement: what its law wants to know of whoever answers for the service.
import { conformity } from '@distansmote/shared/accessibilityApi.ts';
import { z } from 'zod';

const paragraph = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u)
  .optional();
const day = z.iso.date().optional();

export const accessibilitySettings = {
  ACCESSIBILITY_CONFORMITY: {
    schema: conformity.default('partial'),
    mustBe: 'how far your service meets the law on accessibility: full, partial or none',
  },
  ACCESSIBILITY_ASSESSED: {
    schema: day,
    mustBe: 'the day of your own assessment of accessibility, such as 2026-11-30',
  },
  ACCESSIBILITY_UPDATED: {
    schema: day,
    mustBe: 'the day when your accessibility statement was last looked over, such as 2026-11-30',
  },
  ACCESSIBILITY_METHOD: {
    schema: paragraph,
    mustBe: 'how accessibility was assessed, and by whom, in one paragraph',
  },
  ACCESSIBILITY_SHORTCOMINGS: {
    schema: paragraph,
    mustBe: 'what else is not accessible in your service, in one paragraph',
  },
  ACCESSIBILITY_EXEMPTIONS: {
    schema: paragraph,
    mustBe: 'what you have exempted as a disproportionate burden, and why, in one paragraph',
  },
  ACCESSIBILITY_OUTSIDE: {
    schema: paragraph,
    mustBe: 'what the law on accessibility does not apply to in your service, in one paragraph',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;
