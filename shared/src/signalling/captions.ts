// Captions: what is said, as text.
import { z } from 'zod';

/** A computer makes text of what is said, since a convener has asked for it. */
export const captions = z.object({
  /** The convener who started them, by the name at that time. */
  startedBy: z.string(),
  /** No text comes just now. */
  isFailing: z.literal(true).exactOptional(),
});
export type CaptionsDescription = z.infer<typeof captions>;
