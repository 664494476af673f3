// The version of the signalling between page and server; a page of another version reloads itself.
export const PROTOCOL = 7;
