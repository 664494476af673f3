// Limits of real-time text, known to both ends so that the page stays within them.

/** In UTF-16 code units: of a request, and of what may be pasted at once. */
export const LIVE_TEXT_MAX_LENGTH = 2_000;
/** Of a line, in UTF-16 code units; beyond it the line ends by itself. */
export const LIVE_LINE_MAX_LENGTH = 2_000;
/** What each person may write: operations, counted in UTF-16 code units, and requests that carry them. */
export const LIVE_TEXT_BUDGET = {
  characters: { burst: 2_000, perSecond: 30 },
  requests: { burst: 10, perSecond: 5 },
};
/** Of each person, for those who come later; in UTF-16 code units. */
export const LIVE_TEXT_KEPT = 2_000;
/** A line that nobody has written on for so long has ended. */
export const LIVE_LINE_REST_MS = 7_000;
/** What a page sends in one request, in UTF-16 code units. */
export const LIVE_TEXT_PIECE = 500;
