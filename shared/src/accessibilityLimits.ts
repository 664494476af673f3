// How much of what visitors write about accessibility is taken and kept: pages need no schemas to know it.

/** UTF-16 code units. */
export const FAULT_REPORT_MAX_LENGTH = 4_000;
export const REPLY_TO_MAX_LENGTH = 100;

/** As many reports as are kept. */
export const MAX_ACCESSIBILITY_REPORTS = 500;
