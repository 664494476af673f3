// Who calls by telephone: a masked number.
import { phoneClient } from '../guessing/lookupClient.ts';
import type { SipCaller } from '../sip/sipMessages.ts';
import { maskedNumber } from './maskedNumber.ts';

export function phoneIdentity(caller: Pick<SipCaller, 'number' | 'trunk'>) {
  const { number, trunk } = caller;
  return {
    kind: 'phone' as const,
    name: { name: maskedNumber(number), profession: '' },
    client: phoneClient(caller),
    alias: number,
    address: number ?? trunk,
  };
}
