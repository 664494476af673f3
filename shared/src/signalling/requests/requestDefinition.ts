// A row of the request table.
import type { z } from 'zod';

export interface RequestDefinition {
  body: z.ZodType;
  reply: z.ZodType;
  /** The refusals of this request, besides those of any request (`CommonRefusal`). */
  refusals: readonly string[];
}
