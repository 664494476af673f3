// How large a page shows somebody's picture: what it is worth sending it.
import { z } from 'zod';

/**
 * By the height in pixels of the screen: `small` up to about 250, `medium` up to about 500, `large` above;
 * `none` while it is not seen at all. They stand for the three layers of a camera (`client/src/media/layers.ts`).
 */
export const videoSize = z.enum(['none', 'small', 'medium', 'large']);
export type VideoSize = z.infer<typeof videoSize>;
