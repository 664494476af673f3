// What a meeting is called between a page and the servers of a cluster: unlike its call ID, nobody can guess it.
import { createHmac } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';

/** 16 characters of base64url. */
const BYTES = 12;

/**
 * The `room` of that call ID: 96 bits of an HMAC, the same on all servers.
 * @param key `serviceKey(…, 'rooms of meetings')`
 */
export const roomKeyOf = (key: Buffer, callId: CallId): string =>
  createHmac('sha256', key).update(callId).digest().subarray(0, BYTES).toString('base64url');
