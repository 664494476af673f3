// The kinds of id, each its own type, so that one cannot be passed for another.
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Nine digits, the first not 0. Unique for ever. */
export type CallId = Branded<'CallId'>;
/** A space's own id, a UUID; staff and the HTTP API use it, guests never see it. */
export type SpaceId = Branded<'SpaceId'>;
/** A participant in one meeting, a UUID; a new one for each entry. */
export type ParticipantId = Branded<'ParticipantId'>;
