// What is not accessible: the list that the law asks for, with the clauses of EN 301 549 V3.2.1 (docs/accessibility.md).
export const SHORTCOMINGS = [
  { text: 'sharedScreen', clauses: ['9.1.1.1'] },
  { text: 'screenReaders', clauses: ['9.4.1.2', '9.4.1.3'] },
  { text: 'textTelephones', clauses: ['6.2.3'] },
  { text: 'idleSession', clauses: ['9.2.2.1'] },
  // No clause asks for it, and whoever reads them should know.
  { text: 'translations', clauses: [] },
] as const;

/** Of the list and of the assessment that comes with the product: ISO 8601. */
export const ASSESSED_ON = '2026-11-30';
