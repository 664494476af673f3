// What somebody does for others in a meeting: interprets, or writes down what is said. Shown with the name; it gives no right.
import { z } from 'zod';

/**
 * BCP 47: a language of ISO 639, where needed with its script and region (`so`, `prs`, `zh-Hant`, `pt-BR`), in the canonical
 * spelling. `und`: one that is not said.
 */
export const languageTag = z
  .string()
  .max(14)
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|\d{3}))?$/);

export const role = z.discriminatedUnion('type', [
  /** Between Swedish and that language. */
  z.object({ type: z.literal('interpreter'), language: languageTag }),
  z.object({ type: z.literal('signLanguageInterpreter') }),
  /** Writes what is said (*skrivtolk*). */
  z.object({ type: z.literal('captioner') }),
]);
export type Role = z.infer<typeof role>;

export const areSameRole = (one: Role | undefined, other: Role | undefined): boolean =>
  one?.type === other?.type && languageOf(one) === languageOf(other);

const languageOf = (one: Role | undefined): string | undefined =>
  one?.type === 'interpreter' ? one.language : undefined;
