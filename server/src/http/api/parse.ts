// Validates the query or the body of a request, or refuses it by the name of the field at fault.
import type { z } from 'zod';
import { Problem } from '../problem.ts';

/**
 * @param whole what to call the value if the fault is in no field of it: `The body`.
 * @throws Problem 400 `invalid`
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  whole: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message } = { path: [], message: 'is missing' }] = parsed.error.issues;
  throw new Problem(400, 'invalid', `${path.length === 0 ? whole : path.join('.')}: ${message}`);
}
