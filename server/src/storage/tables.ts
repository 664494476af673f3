// The tables, for Kysely. Times are ISO 8601 text in UTC.
import type { TokenScope } from '@distansmote/shared/accountsApi.ts';
import type { AuditActor, AuditAction } from '@distansmote/shared/auditApi.ts';
import type { CallId, ParticipantId, SpaceId } from '@distansmote/shared/ids.ts';

export interface Tables {
  spaces: {
    id: SpaceId;
    name: string;
    /** `nameKeyOf` the name. Null only in a row written by an older version during an upgrade. */
    nameKey: string | null;
    callId: CallId;
    /** The part before the @ of the video address. */
    videoName: string;
    secret: string;
    /** Null only in a row written by an older version during an upgrade. */
    passKey: string | null;
    /** Null for a space made with API_TOKEN or at the first start. */
    ownerId: string | null;
    lobby: 'none' | 'withoutLink' | 'everybody';
    /** 1 or 0: whether telephones may join. */
    admitsPhones: number;
    /** 1 or 0: whether room systems may join. */
    admitsRooms: number;
    /** 1 or 0: whether people in its meetings may be rung at numbers of their own. */
    allowsRingMe: number;
    startsAt: string | null;
    /** Null: never. */
    deleteAfterDays: number | null;
    lastUsedAt: string | null;
    createdAt: string;
  };
  /** What people have said of faults in accessibility; `replyTo` is null when they want no answer. */
  accessibilityReports: { id: string; sentAt: string; text: string; replyTo: string | null };
  /** Who has confirmed an invitation; deleted with the space. */
  confirmations: { id: string; spaceId: SpaceId; name: string; confirmedAt: string };
  /** Passes of people whom a convener removed, and until when they would be valid; deleted with the space. */
  voidPasses: { spaceId: SpaceId; participantId: ParticipantId; until: string };
  /** Who was in a space's meetings; deleted with the space. */
  attendance: {
    /** UUIDv7: sorts by the time of coming. */
    id: string;
    spaceId: SpaceId;
    name: string;
    profession: string;
    /** What they did for the others, as JSON of a `Role`; empty when nothing. */
    role: string;
    /** Those at the same computer or room: their names as JSON. */
    companions: string;
    /** 1 or 0. */
    isConvener: number;
    /** Kinds of legs with spaces between, in the order of their first use. */
    legs: string;
    enteredAt: string;
    /** Null while they are there; after a crash until the space's next meeting. */
    leftAt: string | null;
  };
  /** People to ring who are saved with a space; deleted with it. */
  peopleToRing: {
    id: string;
    spaceId: SpaceId;
    name: string;
    /** As it was typed: a number or an address. */
    address: string;
    /** Keyed after the answer; empty for nothing. */
    digits: string;
    /** As JSON; empty when they have none. */
    role: string;
    createdAt: string;
  };
  /** Conveners of a space beside its owner. */
  spaceConveners: { spaceId: SpaceId; accountId: string };
  /** An account's own settings for new spaces, by name. */
  spaceTemplates: {
    id: string;
    accountId: string;
    name: string;
    lobby: 'none' | 'withoutLink' | 'everybody';
    /** 1 or 0. */
    admitsPhones: number;
    /** 1 or 0. */
    admitsRooms: number;
    /** Null: never. */
    deleteAfterDays: number | null;
  };
  /** Every call ID ever issued, so that none is issued twice. A row whose space is deleted is a tombstone. */
  callIds: { callId: CallId; createdAt: string; deletedAt: string | null };
  /** The call-ID ranges claimed by data folders, and since when (decision 0013). */
  callIdLots: { lot: number; startedAt: string };
  /** The servers of a cluster that run; the id is drawn at each start. */
  nodes: {
    id: string;
    /** Where the others reach it: a URL without a path. */
    address: string;
    startedAt: string;
    /** Counts up each second for as long as it runs and reaches the database. */
    beat: number;
    /** How many are in its meetings. */
    people: number;
    /** How many meetings it holds. */
    meetings: number;
    /** How many calls of telephones and room systems come in there, whichever server holds their meetings. */
    calls: number;
    mediaWorkers: number;
    /** How many run there besides, for meetings of other servers. */
    lentWorkers: number;
    /** How many run at other servers, for its meetings. */
    borrowedWorkers: number;
    /** 1 or 0: it takes no new meetings, and hands over those it has. */
    isDraining: number;
    /** 1 or 0: an administrator has asked it to drain. */
    mustDrain: number;
    version: string;
    protocol: number;
  };
  /** Which server of a cluster holds which meeting. No names, no chat. */
  openMeetings: {
    /** `roomKeyOf` its call ID. */
    room: string;
    spaceId: SpaceId;
    /** Of `nodes`, or of one that is gone. */
    nodeId: string;
    /** Grows whenever another server takes the meeting over. */
    epoch: number;
    presentCount: number;
    /** What of its door must outlive its server, as JSON; empty when there is nothing. */
    door: string;
  };
  /** One row: the key of the hash that gives a call ID's range. */
  callIdKey: { key: string };
  accounts: {
    id: string;
    username: string;
    /** Empty when none was given. */
    displayName: string;
    /** Empty for an account of the identity provider: no password matches. */
    passwordHash: string;
    role: 'administrator' | 'staff';
    createdAt: string;
    /** Null while it is open. */
    closedAt: string | null;
    /** Issuer and subject of the identity provider; null for a local account. */
    oidcSubject: string | null;
    lastSignInAt: string | null;
    /** See `searchTextOf`. Empty in a row that an older version wrote during an upgrade. */
    searchText: string;
  };
  /** Sessions of signed-in staff, by the SHA-256 of the cookie's token. */
  sessions: {
    tokenHash: string;
    accountId: string;
    expiresAt: string;
    /** To the minute. */
    usedAt: string;
  };
  /** API tokens of other systems, by the token's SHA-256. A revoked token stays, for reference. */
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
  /** The audit log, with the names of that moment (decision 0019). */
  auditLog: {
    /** UUIDv7: sorts by time, also within a millisecond. */
    id: string;
    at: string;
    deed: AuditAction;
    byKind: AuditActor['kind'];
    byName: string;
    /** These three are null when no space is concerned. */
    spaceId: string | null;
    callId: string | null;
    spaceName: string | null;
    about: string | null;
    role: 'administrator' | 'staff' | null;
    /** The new name, or a count (`auditEntry`). */
    detail: string | null;
  };
}
