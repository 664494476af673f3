// The two Socket.IO events that carry all signalling, typed for both ends, and the limits on them.
import type { Notice } from './notices.ts';
import type { Answer, RequestName } from './requests.ts';

export interface ClientToServerEvents {
  request: (name: string, body: unknown, answer: (answer: Answer<RequestName>) => void) => void;
}
export interface ServerToClientEvents {
  notice: (notice: Notice) => void;
  /** Says nothing; nobody listens. It keeps the socket recoverable, see `signallingServer.ts`. */
  beat: () => void;
}

/** What the page says of itself when the socket opens. */
export interface Handshake {
  protocol: number;
}
/** The `message` of the connection error that a page of another protocol version gets. */
export const PROTOCOL_MISMATCH = 'protocolMismatch';

/** A dropped socket keeps its place in the meeting for this long. */
export const GRACE_MS = 30_000;
