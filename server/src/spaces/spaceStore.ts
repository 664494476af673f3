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
  /** Members of staff who lead its meetings beside the owner. */
  convenerIds: readonly string[];
  /** Who must be let in: nobody, whoever comes by the mere number, or all but conveners. */
  lobby: Lobby;
  /** When the meeting is planned for, ISO 8601 in UTC. */
  startsAt: string | null;
  createdAt: string;
}

type Lobby = 'none' | 'withoutLink' | 'everybody';

/** What can be chosen for a space. */
interface SpaceSettings {
  name: string;
  lobby: Lobby;
  startsAt: string | null;
}

/** Every promise resolves only when what it says is on disk. */
export interface SpaceStore {
  /** Makes a space with a call ID that nobody has ever had. */
  create(space: { name: string; ownerId: string | null } & Partial<SpaceSettings>): Promise<Space>;
  /** Undefined when there was none. */
  change(id: SpaceId, settings: Partial<SpaceSettings>): Promise<Space | undefined>;
  setConveners(id: SpaceId, accountIds: readonly string[]): Promise<void>;
  find(id: SpaceId): Promise<Space | undefined>;
  findByCallId(callId: CallId): Promise<Space | undefined>;
  /** Newest first: those that one leads, or all. */
  list(ownerId?: string): Promise<Space[]>;
  /** Forgets all but the number and its dates. False when there was none. */
  delete(id: SpaceId): Promise<boolean>;
}
