// The prompts in the languages that guests may read: as text, for those who record them.
import type { PromptName } from '../prompts.ts';

/** The same words for each language's own speaker; `otherLanguage` asks for the language itself. */
export type SpokenPrompts = Readonly<Record<Exclude<PromptName, 'pause' | 'waitingMusic'>, string>>;
