// Waits for what must come to be, however long the machine takes.
import { expect, vi } from 'vitest';
import { PATIENCE } from '../browser/page.ts';

export async function eventually<T>(read: () => T | Promise<T>, wanted: T): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(wanted), PATIENCE);
}
