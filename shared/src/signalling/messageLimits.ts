// How much may be written, known to both ends so that the page can say so before it is hit.

/** In UTF-16 units, as `maxlength` counts them. */
export const MESSAGE_MAX_LENGTH = 4_000;
/** Of one participant: so many messages in so long. */
export const MESSAGE_BUDGET = { messages: 10, windowMs: 10_000 };
/** Of what a meeting keeps, in bytes as they go over the wire: the oldest messages go when there is more. */
export const CHAT_LIMIT = { messages: 200, bytes: 256_000 };
