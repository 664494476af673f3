// Loads what tells of troubles on the way in: most people have none.
import { useChunk } from '../parts/useChunk.ts';

const load = async () => (await import('./troubles.ts')).troubles;

/** @param trouble each new one retries; false or undefined loads nothing. */
export const useTroubles = (trouble: string | boolean | undefined) =>
  useChunk(load, trouble ?? false);
