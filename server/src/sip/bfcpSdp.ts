// Writes the line for floor control of our SDP, the same as an answer and as an offer (RFC 8856).
import type { AgreedBfcp, LocalBfcp } from '../rtp/agreedMedia.ts';
import type { MediaDescription } from './mediaDescription.ts';

/**
 * @param slidesLabel of our slides' line: without it the other end does not know what the floor is about.
 * @param offered the line that is answered, or was. Its a=setup and a=connection are not: over UDP they say nothing.
 */
export function bfcpLines(
  { port, conferenceId, userId, floorId }: LocalBfcp,
  role: AgreedBfcp['role'],
  slidesLabel: string,
  offered?: MediaDescription,
): string[] {
  const isVersionNamed = (offered?.floorControl.versions.length ?? 0) > 0;
  return [
    `m=application ${port} UDP/BFCP *`,
    ...(role === 'client'
      ? ['a=floorctrl:c-only']
      : [
          'a=floorctrl:s-only',
          `a=confid:${conferenceId}`,
          `a=userid:${userId}`,
          `a=floorid:${floorId} mstrm:${slidesLabel}`,
        ]),
    ...(isVersionNamed ? ['a=bfcpver:2'] : []),
  ];
}
