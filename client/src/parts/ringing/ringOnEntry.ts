// Whom to ring up once one is in the meeting: chosen on the space's page, rung in the meeting, where what comes of it is seen. Kept in
// the browser and not in the link, so that nobody's link makes a convener ring.
import type { CallId } from '@distansmote/shared/ids.ts';
import { forget, readRemembered, remember } from '../../platform/rememberedSettings.ts';

/** Whoever enters later has something else in mind. */
const VALID_MS = 10 * 60_000;

export function ringOnEntry(callId: CallId, personId: string): void {
  remember('ringOnEntry', `${callId} ${personId} ${Date.now()}`);
}

/** Once. @returns the id of the person who is saved with the space; undefined where nobody was chosen just now */
export function takeRingOnEntry(callId: CallId): string | undefined {
  const [of, personId, at] = readRemembered('ringOnEntry')?.split(' ') ?? [];
  if (of !== callId) return undefined;
  forget('ringOnEntry');
  return Date.now() - Number(at) < VALID_MS ? personId : undefined;
}
