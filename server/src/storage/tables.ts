// The tables as Kysely sees them; times are ISO 8601 text in UTC.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { AuditActor, AuditAction } from '@distansmote/shared/auditApi.ts';
import type { CallId, SpaceId } from '@distansmote/shared/ids.ts';

export interface Tables {
  spaces: {
    id: SpaceId;
    name: string;
    callId: CallId;
    /** The part before the @ of the video address. */
    videoName: string;
    secret: string;
    /** Null only of one that a server of an earlier version made meanwhile. */
    passKey: string | null;
    /** Null for one that was made with API_TOKEN or at the first start. */
    ownerId: string | null;
    lobby: 'none' | 'withoutLink' | 'everybody';
    /** 1 or 0: whether telephones may come. */
    admitsPhones: number;
    /** 1 or 0: whether room systems may come. */
    admitsRooms: number;
    startsAt: string | null;
    /** Null: never by itself. */
    deleteAfterDays: number | null;
    lastUsedAt: string | null;
    createdAt: string;
  };
  /** Who has said that the invitation has come; goes with the space. */
  confirmations: { id: string; spaceId: SpaceId; name: string; confirmedAt: string };
  /** Who leads a space's meetings beside its owner. */
  spaceConveners: { spaceId: SpaceId; accountId: string };
  /** Every call ID ever given out, so that none is given out twice: the number and its dates only. */
  callIds: { callId: CallId; createdAt: string; deletedAt: string | null };
  /** The lots that data folders draw their call IDs from, each its own, and since when (decision 0013). */
  callIdLots: { lot: number; startedAt: string };
  /** One row: what the lot of a call ID is reckoned with. */
  callIdKey: { key: string };
  accounts: {
    id: string;
    username: string;
    /** Empty when none was given. */
    displayName: string;
    /** Empty for an account of the identity provider: no password fits it. */
    passwordHash: string;
    role: 'administrator' | 'staff';
    createdAt: string;
    /** Null while it is open. */
    closedAt: string | null;
    /** Issuer and subject of the identity provider; null for a local account. */
    oidcSubject: string | null;
  };
  /** Sessions of signed-in staff, by the SHA-256 of the cookie's token. */
  sessions: {
    tokenHash: string;
    accountId: string;
    expiresAt: string;
    /** To the minute. */
    usedAt: string;
  };
  /** What the county's own systems carry, by the token's SHA-256; a revoked one stays, to be read of. */
  apiTokens: {
    id: string;
    name: string;
    tokenHash: string;
    /** An account's id. */
    createdBy: string;
    createdAt: string;
    lastUsedAt: string | null;
    revokedAt: string | null;
    scope: TokenScope;
    /** Null: never. */
    expiresAt: string | null;
  };
  /** Who did what and when, by the names of that moment (decision 0019). */
  auditLog: {
    /** Later ones sort later, also within a millisecond. */
    id: string;
    at: string;
    deed: AuditAction;
    byKind: AuditActor['kind'];
    byName: string;
    /** These three are null where it is about no space. */
    spaceId: string | null;
    callId: string | null;
    spaceName: string | null;
    about: string | null;
    role: 'administrator' | 'staff' | null;
    /** The new name, or how many (`auditEntry`). */
    detail: string | null;
  };
}
