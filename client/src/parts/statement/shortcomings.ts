// What is not accessible: the list that the law asks for, with the clauses of EN 301 549 V3.2.1 (docs/accessibility.md).
export const SHORTCOMINGS = [
  { text: 'sharedScreen', clauses: ['9.1.1.1'] },
  { text: 'phoneScreenReaders', clauses: ['9.4.1.2', '9.4.1.3'] },
  { text: 'translations', clauses: ['9.3.1.1'] },
  { text: 'textTelephones', clauses: ['6.2.3'] },
] as const;

/** Of the list and of the assessment that comes with the product: ISO 8601. */
export const ASSESSED_ON = '2026-11-30';
