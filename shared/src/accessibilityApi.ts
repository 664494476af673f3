// Schemas of the HTTP API for the accessibility statement, and for what people say of faults in accessibility.
import { z } from 'zod';
import {
  FAULT_REPORT_MAX_LENGTH,
  MAX_REPORT_DELETIONS,
  REPLY_TO_MAX_LENGTH,
} from './accessibilityLimits.ts';
import { displayText } from './accountsApi.ts';
import { tidyText } from './signalling/messageText.ts';

/** How far the service meets the law, as whoever answers for it has judged. */
export const conformity = z.enum(['full', 'partial', 'none']);
export type Conformity = z.infer<typeof conformity>;

/** `GET /api/accessibility-statement`: what the operator has set. Null where nothing is, and the page says what holds by default. */
export const accessibilityStatement = z.object({
  conformity,
  /** The days of the operator's own assessment, and of the last change of the statement: ISO 8601, without a time. */
  assessedOn: z.iso.date().nullable(),
  updatedOn: z.iso.date().nullable(),
  /** How it was assessed, and by whom. */
  method: z.string().nullable(),
  /** What else does not work, beside what the product lists. */
  shortcomings: z.string().nullable(),
  /** What is exempt, as a disproportionate burden, and why (12 § of the law). */
  exemptions: z.string().nullable(),
  /** What the law does not apply to (9 §). */
  outside: z.string().nullable(),
});
export type AccessibilityStatement = z.infer<typeof accessibilityStatement>;

/** `POST /api/accessibility-reports`: anonymous, unless its writer wants an answer. */
export const newAccessibilityReport = z.strictObject({
  text: z
    .string()
    .max(FAULT_REPORT_MAX_LENGTH)
    .transform(tidyText)
    .refine((text) => text !== '', 'at least one visible character'),
  /** An e-mail address, a telephone number or anything else: whoever answers reads it. Absent for no answer. */
  replyTo: displayText.min(1).max(REPLY_TO_MAX_LENGTH).exactOptional(),
});
export type NewAccessibilityReport = z.input<typeof newAccessibilityReport>;

/** `GET /api/accessibility-reports`: newest first. */
export const accessibilityReport = z.object({
  id: z.uuid(),
  /** ISO 8601 in UTC. */
  sentAt: z.string(),
  text: z.string(),
  /** Null: they want no answer. */
  replyTo: z.string().nullable(),
});
export type AccessibilityReport = z.infer<typeof accessibilityReport>;

/** `GET /api/accessibility-reports/count`. */
export const accessibilityReportCount = z.object({ count: z.int() });
export type AccessibilityReportCount = z.infer<typeof accessibilityReportCount>;

/** `POST /api/accessibility-reports/deletions`. Those that are gone already are no error. */
export const accessibilityReportDeletions = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(MAX_REPORT_DELETIONS),
});
