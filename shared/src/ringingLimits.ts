// How much can be saved for ringing up; apart from the schemas, which the client does not load.

/** Saved people of a space. */
export const MAX_PEOPLE_TO_RING = 20;
