// Limits of the chat, known to both ends so that the page can warn before one is hit.

/** In UTF-16 code units, as HTML's `maxlength` counts. */
export const MESSAGE_MAX_LENGTH = 4_000;
/** Of a word to the lobby, which has to fit beside the wait. */
export const LOBBY_WORD_MAX_LENGTH = 300;
/** Per participant. */
export const MESSAGE_BUDGET = { messages: 10, windowMs: 10_000 };
/** What a meeting keeps, in messages and bytes on the wire; beyond it the oldest are dropped. */
export const CHAT_LIMIT = { messages: 200, bytes: 256_000 };
