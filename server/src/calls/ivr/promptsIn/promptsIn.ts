// The prompts in a language that guests may read: what is shown to text telephones, and what callers would hear once it is recorded.
import type { PromptName } from '../prompts.ts';

type Spoken = Readonly<Partial<Record<Exclude<PromptName, 'pause' | 'waitingMusic'>, string>>>;

export interface PromptsIn {
  /** `otherLanguage` offers the language itself. `promptsIn.test.ts` tells what is missing. */
  spoken: Spoken;
  /** What whoever reads and types does otherwise. */
  written: Readonly<Record<'askCallId' | 'youKeyed' | 'inMeeting', string>>;
  /** That a computer has translated it; empty once a person has signed the language (docs/languages.md). */
  machineMade: string;
  /** Who speaks as the menu, while others write too. */
  serviceName: string;
}
