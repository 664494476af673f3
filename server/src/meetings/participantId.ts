// Derives a participant's id from its person key: the same at every entry and on every server, and impossible to
// forge.
import { hash } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';

/** A UUIDv8 (RFC 9562 §5.8) made of a SHA-256. */
export function participantIdOf(callId: CallId, personKey: string): ParticipantId {
  const bytes = hash('sha256', `${callId} ${personKey}`, 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-') as ParticipantId;
}
