// The languages of the menu: two are spoken, and text telephones may read it in six more, each chosen by the key beside its name.
import { ar } from './promptsIn/ar.ts';
import { fa } from './promptsIn/fa.ts';
import { fi } from './promptsIn/fi.ts';
import { pl } from './promptsIn/pl.ts';
import { so } from './promptsIn/so.ts';
import type { PromptsIn } from './promptsIn/promptsIn.ts';
import { uk } from './promptsIn/uk.ts';
import { PROMPT_LANGUAGES, type PromptLanguage } from './prompts.ts';

/** Read, not heard. */
export type ReadLanguage = 'fi' | 'ar' | 'so' | 'fa' | 'uk' | 'pl';
export type MenuLanguage = PromptLanguage | ReadLanguage;

export const READ_PROMPTS: Readonly<Record<ReadLanguage, PromptsIn>> = { fi, ar, so, fa, uk, pl };

/** 0 is the other one that is spoken. No call ID is one digit long. */
const KEYS: readonly (readonly [key: string, language: ReadLanguage, name: string])[] = [
  ['2', 'fi', 'Suomi'],
  ['3', 'ar', 'العربية'],
  ['4', 'so', 'Soomaali'],
  ['5', 'fa', 'فارسی'],
  ['6', 'uk', 'Українська'],
  ['7', 'pl', 'Polski'],
];

/** Each on a line of its own, so that none turns another around. */
export const READ_LANGUAGES_OFFERED = KEYS.map(([key, , name]) => `${key} ${name}`);

export const readLanguageOf = (digits: string): ReadLanguage | undefined =>
  KEYS.find(([key]) => key === digits)?.[1];

export const isSpoken = (language: MenuLanguage): language is PromptLanguage =>
  PROMPT_LANGUAGES.some((spoken) => spoken === language);
