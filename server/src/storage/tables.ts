// The tables as Kysely sees them; times are ISO 8601 text in UTC.
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';

export interface Tables {
  spaces: {
    id: SpaceId;
    name: string;
    callId: CallId;
    /** The part before the @ of the video address. */
    videoName: string;
    secret: string;
    /** Null for one that was made with API_TOKEN or at the first start. */
    ownerId: string | null;
    createdAt: string;
  };
  /** Every call ID ever given out, so that none is given out twice: the number and its dates only. */
  callIds: { callId: CallId; createdAt: string; deletedAt: string | null };
  /** The lots that data folders draw their call IDs from, each its own, and since when (decision 0013). */
  callIdLots: { lot: number; startedAt: string };
  /** One row: what the lot of a call ID is reckoned with. */
  callIdKey: { key: string };
  accounts: {
    id: string;
    username: string;
    passwordHash: string;
    role: 'administrator' | 'staff';
    createdAt: string;
  };
  /** Sessions of signed-in staff, by the SHA-256 of the cookie's token. */
  sessions: { tokenHash: string; accountId: string; expiresAt: string };
}
