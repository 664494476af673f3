// Who has reviewed each translation. A computer made them; until a person has signed one, its pages say so (docs/languages.md).
import type { Locale, StaffLocale } from './languages.ts';

interface Review {
  /** A name, or an office. */
  reviewedBy: string;
  /** ISO 8601. */
  on: string;
}

const REVIEWS: Record<Exclude<Locale, StaffLocale>, Review | undefined> = {
  fi: undefined,
  ar: undefined,
  so: undefined,
  fa: undefined,
  uk: undefined,
  pl: undefined,
};

/** @returns true for Swedish and English, in which the texts are written. */
export const isReviewed = (language: Locale): boolean =>
  language === 'sv' || language === 'en' || REVIEWS[language] !== undefined;
