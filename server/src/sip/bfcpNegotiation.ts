// Decides whether a line for floor control can be accepted, and who is its server.
import type { AgreedBfcp } from '../rtp/agreedMedia.ts';
import { mediaAddress, type SdpContext } from './lineTransport.ts';
import type { MediaDescription } from './mediaDescription.ts';

const PROTOCOL = 'UDP/BFCP';
/** Of BFCP over UDP (RFC 8855 §5.1). */
const VERSION = 2;

/**
 * @param line any; in the clear also where the media is encrypted, as room systems offer it: who presents is no secret of
 *   the meeting
 * @param slides the line that the floor is about, which has been accepted
 * @param ours the line of our own offer that this one answers
 * @returns undefined when it must be refused
 */
export function acceptBfcp(
  line: MediaDescription,
  mediaLine: number,
  context: SdpContext,
  slides: MediaDescription,
  ours?: MediaDescription,
): AgreedBfcp | undefined {
  const { address, port, floorControl } = line;
  if (line.kind !== 'application' || line.protocol !== PROTOCOL) return undefined;
  if (port < 1 || port > 65_535 || address === undefined) return undefined;
  if (ours !== undefined && ours.protocol !== PROTOCOL) return undefined;
  const { versions } = floorControl;
  if (versions.length > 0 && !versions.includes(VERSION)) return undefined;
  const transport = {
    kind: 'bfcp',
    mediaLine,
    address: mediaAddress(address, context.source),
    port,
    signalledFrom: context.source,
  } as const;
  if (ours === undefined ? canBeClient(line) : !isClientOnly(ours))
    return { ...transport, role: 'server' };
  const { conferenceId, userId } = floorControl;
  const floorId = floorOf(line, slides);
  const isServer = conferenceId !== undefined && userId !== undefined && floorId !== undefined;
  return isServer ? { ...transport, role: 'client', conferenceId, userId, floorId } : undefined;
}

/** Who offers and does not say is a client (RFC 8856 §5.1). */
const canBeClient = ({ floorControl: { roles } }: MediaDescription) =>
  roles.length === 0 || roles.includes('c-only') || roles.includes('c-s');

const isClientOnly = ({ floorControl: { roles } }: MediaDescription) =>
  roles.length === 1 && roles[0] === 'c-only';

/** The one that names the slides' line, else the only one. */
function floorOf({ floorControl: { floors } }: MediaDescription, { label }: MediaDescription) {
  const named = floors.find(({ labels }) => label !== undefined && labels.includes(label));
  return named?.id ?? (floors.length === 1 ? floors[0]?.id : undefined);
}
