// Who calls from a room system: the name that it gives itself.
import { roomClient } from '../guessing/lookupClient.ts';
import type { SipCaller } from '../sip/sipMessages.ts';

const UNNAMED = 'Konferensrum';
/** Many telephones with a camera send their number as their name. Nobody in a meeting is shown a whole number. */
const HAS_NUMBER = /(?:\d[\s().-]*){7}/;

export function roomIdentity(caller: Pick<SipCaller, 'displayName' | 'uri' | 'trunk'>) {
  const { displayName, uri, trunk } = caller;
  const isNamed = displayName !== undefined && !HAS_NUMBER.test(displayName);
  return {
    kind: 'room' as const,
    name: { name: isNamed ? displayName : UNNAMED, profession: '' },
    client: roomClient(caller),
    alias: uri === undefined ? undefined : `${trunk} ${uri}`,
    address: uri ?? trunk,
  };
}
