// A space as its conveners see it, with every way of joining.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { deletesAt } from './expiry.ts';
import type { SpaceWithoutConveners } from './spaceRows.ts';

export interface PublicAddresses {
  /** Without a trailing slash. */
  publicUrl: string;
  phoneNumber: string | undefined;
}

export function describeSpace(
  space: SpaceWithoutConveners,
  { publicUrl, phoneNumber }: PublicAddresses,
): SpaceDescription {
  // The secret is behind a #, which browsers do not send: it appears in no log along the way.
  const guestLink = new URL(`/meeting/${space.callId}#${space.secret}`, publicUrl);
  return {
    id: space.id,
    name: space.name,
    callId: space.callId,
    videoAddress: `${space.videoName}@${guestLink.hostname}`,
    guestLink: guestLink.href,
    phoneNumber: space.admitsPhones ? (phoneNumber ?? null) : null,
    lobby: space.lobby,
    admitsPhones: space.admitsPhones,
    admitsRooms: space.admitsRooms,
    allowsRingMe: space.allowsRingMe,
    startsAt: space.startsAt,
    deleteAfterDays: space.deleteAfterDays,
    deletesAt: deletesAt(space)?.toISOString() ?? null,
    lastUsedAt: space.lastUsedAt,
    createdAt: space.createdAt,
  };
}
