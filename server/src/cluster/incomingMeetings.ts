// The meetings that other servers give to this one: what each was like until it opens here, and who still has its people.
import { type MeetingState, withoutAbsent } from '../meetings/meetingState.ts';

/** Its people come back within seconds. */
const KEEP_MS = 60_000;
/** By then its last state has come, or its former server is dead. */
const KEEP_GIVER_MS = 15_000;
/** Another server is believed in what it gives, and not in how much. */
const MAX_INCOMING = 2_000;

interface Giver {
  nodeId: string;
  /** `performance.now()` */
  sinceMs: number;
}

export class IncomingMeetings {
  readonly #states = new Map<string, { state: MeetingState; expiry: NodeJS.Timeout }>();
  readonly #givers = new Map<string, Giver>();

  has(room: string): boolean {
    return this.#states.has(room);
  }

  /** A state has come, whether or not the meeting is open here. @param nodeId the server that has sent it. */
  heard(room: string, nodeId: string | undefined, isPreliminary: boolean): void {
    this.#givers.delete(room);
    if (nodeId === undefined || !isPreliminary || this.#givers.size >= MAX_INCOMING) return;
    this.#givers.set(room, { nodeId, sinceMs: performance.now() });
  }

  /** For a meeting that opens here when the first of its people comes. */
  take(room: string, state: MeetingState): void {
    const before = this.takeOut(room);
    // All have left while they were getting ready, or it has been ended.
    const isOver = state.persons.length === 0 && state.waiting.length === 0;
    if (before?.isPreliminary === true && !state.isPreliminary && isOver) return;
    if (this.#states.size >= MAX_INCOMING) return;
    const expiry = setTimeout(() => this.#states.delete(room), KEEP_MS).unref();
    this.#states.set(room, { state, expiry });
  }

  /** Once. */
  takeOut(room: string): MeetingState | undefined {
    const incoming = this.#states.get(room);
    clearTimeout(incoming?.expiry);
    this.#states.delete(room);
    return incoming?.state;
  }

  /** Its guest link has been renewed. */
  forgetAbsent(room: string): void {
    const incoming = this.#states.get(room);
    if (incoming !== undefined) incoming.state = withoutAbsent(incoming.state);
  }

  /** The server that still has that meeting's people, while they get ready here. */
  giverOf(room: string): string | undefined {
    const giver = this.#givers.get(room);
    if (giver === undefined || performance.now() - giver.sinceMs < KEEP_GIVER_MS)
      return giver?.nodeId;
    this.#givers.delete(room);
    return undefined;
  }
}
