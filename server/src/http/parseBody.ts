// Parses a request's body with a schema, or refuses it by the name of the field at fault.
import type { z } from 'zod';
import { Problem } from './problem.ts';

export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'The body' : issue.path.join('.');
  throw new Problem(400, 'invalid', `${field}: ${issue?.message ?? 'is missing'}`);
}
