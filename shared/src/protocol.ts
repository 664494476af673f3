// Version of the signalling protocol. A page with another version reloads itself.
export const PROTOCOL = 7;
