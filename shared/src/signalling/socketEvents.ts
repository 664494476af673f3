// The Socket.IO events that carry all signalling, typed for both ends.
import type { Notice } from './notices.ts';
import type { Answer, RequestName } from './requests.ts';

export interface ClientToServerEvents {
  request: (name: string, body: unknown, answer: (answer: Answer<RequestName>) => void) => void;
}
export interface ServerToClientEvents {
  notice: (notice: Notice) => void;
  /** Has no meaning and no listener. It keeps the socket recoverable (`signallingServer.ts`). */
  beat: () => void;
}

/** What the page sends when the socket opens. */
export interface Handshake {
  protocol: number;
}
/** The `message` of the connection error for a page with another protocol version. */
export const PROTOCOL_MISMATCH = 'protocolMismatch';

/** How long a dropped socket keeps its session. */
export const GRACE_MS = 30_000;
