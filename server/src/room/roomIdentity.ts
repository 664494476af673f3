// Who calls from a room system: the name that it gives itself.
import { roomClient } from '../guessing/lookupClient.ts';
import type { SipCaller } from '../sip/sipMessages.ts';

const UNNAMED = 'Konferensrum';

export function roomIdentity(caller: Pick<SipCaller, 'displayName' | 'uri' | 'trunk'>) {
  const { displayName, uri, trunk } = caller;
  return {
    kind: 'room' as const,
    name: { name: displayName ?? UNNAMED, profession: '' },
    client: roomClient(caller),
    alias: uri === undefined ? undefined : `${trunk} ${uri}`,
    address: uri ?? trunk,
  };
}
