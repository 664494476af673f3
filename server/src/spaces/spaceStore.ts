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
  /** 256 random bits in base64url, by which admission passes are signed; shown to nobody. */
  passKey: string;
  ownerId: string | null;
  /** Members of staff who lead its meetings beside the owner. */
  convenerIds: readonly string[];
  /** Who must be let in: nobody, whoever comes by the mere number, or all but conveners. */
  lobby: Lobby;
  /** Whether telephones may come. */
  admitsPhones: boolean;
  /** Whether room systems may come. */
  admitsRooms: boolean;
  /** When the meeting is planned for, ISO 8601 in UTC. */
  startsAt: string | null;
  /** How many days after its time, or its last use, it is deleted by itself; null for never. */
  deleteAfterDays: number | null;
  /** When somebody was last in its meeting, to the hour; null for never. */
  lastUsedAt: string | null;
  createdAt: string;
}

type Lobby = 'none' | 'withoutLink' | 'everybody';

/** What can be chosen for a space. */
interface SpaceSettings {
  name: string;
  lobby: Lobby;
  admitsPhones: boolean;
  admitsRooms: boolean;
  startsAt: string | null;
  deleteAfterDays: number | null;
}

/** What is not named, or undefined, stays or is as usual. */
type SomeSettings = { [Name in keyof SpaceSettings]?: SpaceSettings[Name] | undefined };

/** Every promise resolves only when what it says is on disk. */
export interface SpaceStore {
  /** Makes a space with a call ID that nobody has ever had. */
  create(space: { name: string; ownerId: string | null } & SomeSettings): Promise<Space>;
  /** Undefined when there was none. */
  change(id: SpaceId, settings: SomeSettings): Promise<Space | undefined>;
  /** Draws a new secret and a new pass key: former links and passes open nothing. Undefined when there was none. */
  renewLink(id: SpaceId): Promise<Space | undefined>;
  /** Somebody is in its meeting now. */
  recordUse(id: SpaceId): Promise<void>;
  find(id: SpaceId): Promise<Space | undefined>;
  findByCallId(callId: CallId): Promise<Space | undefined>;
  /** Newest first: those that one leads, or all. */
  list(ownerId?: string): Promise<Space[]>;
  /** Forgets all but the number and its dates. False when there was none. */
  delete(id: SpaceId): Promise<boolean>;
}
