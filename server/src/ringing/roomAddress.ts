// Reads the video address of a room that is to be rung: user and host alone, at a host that the operator has allowed.
import { hostName } from '../platform/hostName.ts';

const MAX_LENGTH = 200;
const ADDRESS = /^(?:sip:)?(?<user>[a-z0-9][a-z0-9._+-]{0,63})@(?<host>[a-z0-9.-]{1,190})$/i;
/** A room's short number. Longer, or with 0 or 1 first, a gateway may take it for a telephone's, an emergency one among them. */
const ROOM_NUMBER = /^[2-9][0-9]{3,7}$/;

export type AddressRefusal = 'addressUnclear' | 'addressNotAllowed';

/**
 * No password, port, parameters or headers (RFC 3261 §19.1.1): each could send the call elsewhere, or put words of the
 * typist's own into the INVITE.
 * @param domains the hosts that may be rung, in lower case
 * @returns `sip:user@host`
 */
export function readRoomAddress(
  text: string,
  domains: readonly string[],
): { uri: string } | AddressRefusal {
  const { user, host } = ADDRESS.exec(text.trim())?.groups ?? {};
  if (text.length > MAX_LENGTH || user === undefined || host === undefined) return 'addressUnclear';
  const domain = host.toLowerCase();
  if (!hostName.test(domain)) return 'addressUnclear';
  if (!domains.includes(domain)) return 'addressNotAllowed';
  // A telephone is rung by its number, which is checked as one.
  const isNamed = /[a-z]/i.test(user) || ROOM_NUMBER.test(user);
  return isNamed ? { uri: `sip:${user}@${domain}` } : 'addressNotAllowed';
}
