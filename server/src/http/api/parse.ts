// Validates what a request brings with a schema, or refuses it by the name of the field at fault.
import type { z } from 'zod';
import { Problem } from '../problem.ts';

/** @throws Problem 400 `invalid` */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'The body' : issue.path.join('.');
  throw new Problem(400, 'invalid', `${field}: ${issue?.message ?? 'is missing'}`);
}
