// Polls until a value is as expected, however slow the machine.
import { expect, vi } from 'vitest';
import { WAIT_OPTIONS } from '../browser/page.ts';

export async function eventually<T>(read: () => T | Promise<T>, wanted: T): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(wanted), WAIT_OPTIONS);
}
