// Decides whether a call is from a telephone or a room system.
import { phoneIdentity } from '../phone/phoneIdentity.ts';
import { dialledCallId } from '../room/dialledCallId.ts';
import { roomIdentity } from '../room/roomIdentity.ts';
import type { SipCaller } from '../sip/sipMessages.ts';
import type { Caller } from './call.ts';

/**
 * Who dials a call ID, alone or after a name, or offers video, is a room system. Who dials anything else is asked for
 * the call ID by the voice menu. An INVITE without SDP says nothing of video: there only what was dialled counts.
 * @param hasRooms false: every call is a telephone's, whatever was dialled.
 */
export function identifyCaller(caller: SipCaller, hasRooms: boolean): Caller {
  const dialled = hasRooms ? dialledCallId(caller.dialled.user) : undefined;
  const isRoom = dialled !== undefined || (hasRooms && caller.offersVideo);
  return {
    identity: isRoom ? roomIdentity(caller) : phoneIdentity(caller),
    entry: dialled === undefined ? { type: 'asked' } : { type: 'dialled', callId: dialled },
  };
}
