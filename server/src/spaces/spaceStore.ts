// What the rest of the server needs of the place where spaces are kept.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';

export interface Space {
  id: SpaceId;
  name: string;
  callId: CallId;
  /** The part before the @ of the video address. */
  videoName: string;
  /** 128 random bits in base64url; stands in the guest link. */
  secret: string;
  ownerId: string | null;
  createdAt: string;
}

/** Every promise resolves only when what it says is on disk. */
export interface SpaceStore {
  /** Makes a space with a call ID that nobody has ever had. */
  create(space: { name: string; ownerId: string | null }): Promise<Space>;
  find(id: SpaceId): Promise<Space | undefined>;
  findByCallId(callId: CallId): Promise<Space | undefined>;
  /** Newest first: those of one owner, or all. */
  list(ownerId?: string): Promise<Space[]>;
  /** Forgets all but the number and its dates. False when there was none. */
  delete(id: SpaceId): Promise<boolean>;
}
