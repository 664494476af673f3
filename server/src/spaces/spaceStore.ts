// A space, and the store that keeps spaces.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';

export interface Space {
  id: SpaceId;
  name: string;
  callId: CallId;
  /** The part before the @ of the video address. */
  videoName: string;
  /** 128 random bits in base64url; part of the guest link. */
  secret: string;
  /** 256 random bits in base64url, the key that signs admission passes; never leaves the server. */
  passKey: string;
  ownerId: string | null;
  /** Accounts that are conveners beside the owner. */
  convenerIds: readonly string[];
  /** Who must be let in: nobody, those with only the number, or everybody except conveners. */
  lobby: Lobby;
  /** Whether telephones may join. */
  admitsPhones: boolean;
  /** Whether room systems may join. */
  admitsRooms: boolean;
  /** Whether people in its meetings may be rung at numbers of their own. */
  allowsRingMe: boolean;
  /** The planned time, ISO 8601 in UTC. */
  startsAt: string | null;
  /** Deleted automatically this many days after its planned time or last use; null for never. */
  deleteAfterDays: number | null;
  /** When somebody was last in its meeting: to the hour while it goes on, then to the minute; null if never. */
  lastUsedAt: string | null;
  createdAt: string;
}

type Lobby = 'none' | 'withoutLink' | 'everybody';

/** What staff can choose. */
interface SpaceSettings {
  name: string;
  lobby: Lobby;
  admitsPhones: boolean;
  admitsRooms: boolean;
  allowsRingMe: boolean;
  startsAt: string | null;
  deleteAfterDays: number | null;
}

/** An absent or undefined setting stays unchanged, or gets its default in a new space. */
type SomeSettings = { [Name in keyof SpaceSettings]?: SpaceSettings[Name] | undefined };

/** Every promise resolves only when the change is on disk. */
export interface SpaceStore {
  /** Creates a space with a call ID that no space has ever had. */
  create(space: { name: string; ownerId: string | null } & SomeSettings): Promise<Space>;
  /** Undefined when there is no such space. */
  change(id: SpaceId, settings: SomeSettings): Promise<Space | undefined>;
  /** Replaces the secret and the pass key: old links and passes become invalid. Undefined when there is no such space. */
  renewLink(id: SpaceId): Promise<Space | undefined>;
  /** Sets `lastUsedAt` to now, unless that was done less than a minute ago: people may come and go all the time. */
  recordUse(callId: CallId): Promise<void>;
  find(id: SpaceId): Promise<Space | undefined>;
  findByCallId(callId: CallId): Promise<Space | undefined>;
  /** Newest first. @param convenerId only spaces that this account owns or is a convener of. */
  list(convenerId?: string): Promise<Space[]>;
  /** Deletes everything except the call ID and its dates. False when there was no such space. */
  delete(id: SpaceId): Promise<boolean>;
}
