// The prompts in the languages that guests may read: as text, for those who record them.
import type { PromptName } from '../prompts.ts';

/** `otherLanguage` offers the language itself. `promptsIn.test.ts` tells what is missing. */
export type SpokenPrompts = Readonly<
  Partial<Record<Exclude<PromptName, 'pause' | 'waitingMusic'>, string>>
>;
