// The requests of real-time text.
import { z } from 'zod';
import { liveLine, t140 } from '../liveText.ts';
import { participantId } from '../shapes.ts';
import type { RequestDefinition } from './requestDefinition.ts';
import { nothing } from './requestParts.ts';

/** Of what this participant wrote last, as the server has it; null where it knows of nothing. */
const lastSeq = z.int().nullable();

export const liveTextRequests = {
  /**
   * Writes, as T.140 operations, on the participant's line. Numbered, so that sending again does no harm: what has arrived
   * before is granted and ignored. Where numbers are missing, U+FFFD is put in the gap.
   */
  writeText: {
    body: z.object({ seq: z.int().min(1), text: t140 }),
    reply: z.object({ lastSeq }),
    refusals: ['notJoined'],
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
      lastSeq,
    }),
    refusals: ['notJoined'],
  },
} as const satisfies Record<string, RequestDefinition>;
