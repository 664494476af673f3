// Real-time text on the wire.
import { z } from 'zod';
import { LIVE_LINE_MAX_LENGTH, LIVE_TEXT_MAX_LENGTH } from './liveTextLimits.ts';
import { participantId, personName } from './shapes.ts';
import { tidyT140 } from './t140.ts';

/** T.140 operations. The page tidies them, since a character that the server dropped could not be erased any more. */
export const t140 = z
  .string()
  .min(1)
  .max(LIVE_TEXT_MAX_LENGTH)
  .refine(
    (text) => tidyT140(text) === text,
    'whole characters, U+0008 and U+2028; no other control characters',
  );

/** A line that has ended. */
export const liveLine = z.object({
  /** Lines of a meeting are numbered as they end. The numbers grow, also when the meeting has opened anew. */
  number: z.int().min(1),
  participantId,
  /** The name at that time: the writer may have left when it is read. */
  name: personName,
  text: z.string().min(1).max(LIVE_LINE_MAX_LENGTH),
});
export type LiveLine = z.infer<typeof liveLine>;
