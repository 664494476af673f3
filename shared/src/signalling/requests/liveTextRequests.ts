// The requests of real-time text.
import { z } from 'zod';
import { liveLine, t140 } from '../liveText.ts';
import { participantId } from '../shapes.ts';
import type { RequestDefinition } from './requestDefinition.ts';
import { nothing } from './requestParts.ts';

export const liveTextRequests = {
  /**
   * Writes, as T.140 operations, on the participant's line. Numbered, so that sending again does no harm: what has arrived
   * before is granted and ignored. `outOfOrder`: a number is missing before this one, and is to be sent first.
   */
  writeText: {
    body: z.object({ seq: z.int().min(1), text: t140 }),
    reply: z.object({
      /** As in `textWritten`: all that was written before it has been told. */
      at: z.int(),
    }),
    refusals: ['notJoined', 'outOfOrder'],
  },
  /**
   * What has been written lately. To be asked after each join: before it, the page doesn't know which number is next.
   */
  readText: {
    body: nothing,
    reply: z.object({
      /** In the order in which they ended. */
      lines: z.array(liveLine),
      /** Those whose line has begun, the participant's own too. */
      writing: z.array(z.object({ participantId, text: z.string() })),
      /** The participant's last `seq` that has arrived; 0 where none is known, and then 1 comes next. */
      lastSeq: z.int().min(0),
      /** As in `textWritten`: what was told before is in this reply. */
      at: z.int(),
      /** The number of the last line that is no longer here, of anybody; 0 when none was dropped. */
      dropped: z.int(),
      /** Another one than before: the server has lost what was written. */
      began: z.int(),
    }),
    refusals: ['notJoined'],
  },
} as const satisfies Record<string, RequestDefinition>;
