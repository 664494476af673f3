// Ids as branded types, so that one kind can't be passed for another.
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Nine digits, the first not 0. Never reused. */
export type CallId = Branded<'CallId'>;
/** A space's id, a UUID. Used by staff and the HTTP API; guests never see it. */
export type SpaceId = Branded<'SpaceId'>;
/**
 * A participant in one meeting, a UUID: the same each time they come with the same person key
 * (`server/src/meetings/participantId.ts`).
 */
export type ParticipantId = Branded<'ParticipantId'>;
