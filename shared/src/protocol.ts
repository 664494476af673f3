// The version of the signalling protocol, and which versions a server speaks.
/** What this version's pages speak. */
export const PROTOCOL = 7;

/**
 * A page that speaks another version reloads itself, also in the middle of a meeting. So a new version is accepted here one release
 * before pages speak it, for pages that reach a server which is not yet updated, and the former one until a release after.
 */
export const ACCEPTED_PROTOCOLS: readonly number[] = [PROTOCOL];
