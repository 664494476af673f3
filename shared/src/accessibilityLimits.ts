// How much of what visitors write about accessibility is taken and kept: pages need no schemas to know it.

/** UTF-16 code units: in any script a report fits into the 8 kB that are taken of a request. */
export const FAULT_REPORT_MAX_LENGTH = 2_500;
export const REPLY_TO_MAX_LENGTH = 100;

/** As many reports as are kept. */
export const MAX_ACCESSIBILITY_REPORTS = 500;
/** As many as are deleted by one request. */
export const MAX_REPORT_DELETIONS = 200;
