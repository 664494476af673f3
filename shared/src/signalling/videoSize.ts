// How large a page shows a video, which decides the layer that it receives.
import { z } from 'zod';

/**
 * By height in device pixels: `small` up to about 250, `medium` up to about 500, `large` above; `none` while not
 * visible. They correspond to a camera's three layers (`client/src/media/layers.ts`).
 */
export const videoSize = z.enum(['none', 'small', 'medium', 'large']);
export type VideoSize = z.infer<typeof videoSize>;
