// Calls of meetings here that another server has rung, before the meeting moved: asks it each second how they are.
import type { RingNews, RungState } from '../meetings/meetingState.ts';
import { hasEnded, type MeetingRings, type Ring } from './meetingRings.ts';
import type { RingCommand } from './rungHere.ts';

const ASK_EVERY_MS = 1_000;
/** At once. */
const MAX_ASKED = 200;
/** After so many questions without an answer that server is gone, with its calls. */
const MAX_FAILURES = 10;

/** The servers of a cluster, this one among them. */
export interface RingServers {
  readonly nodeId: string;
  /** @throws Error if that server does not answer. */
  newsOf(nodeId: string, ids: readonly string[]): Promise<RingNews[]>;
  /** @throws Error as `newsOf` */
  command(nodeId: string, command: RingCommand): Promise<void>;
}

/** @param news undefined: that server knows nothing of it (any more). */
type OnNews = (news: RingNews | undefined) => void;

export class RingsElsewhere {
  readonly #servers: RingServers;
  /** By the server, and the id of the ring. */
  readonly #watched = new Map<string, Map<string, OnNews>>();

  constructor(servers: RingServers) {
    this.#servers = servers;
  }

  get nodeId(): string {
    return this.#servers.nodeId;
  }

  /** Until it has ended, or is led from elsewhere. @param ring one of `rings` */
  lead(ring: Ring, rings: MeetingRings): void {
    const { id, nodeId } = ring;
    if (nodeId === undefined) return rings.setState(ring, 'failed');
    let isHungUp = false;
    const command = (digits: string | undefined) =>
      // It can be asked for again: the call is as it was.
      void this.#servers.command(nodeId, { id, digits }).catch(() => undefined);
    ring.ringing = {
      sendDigits: (digits) => command(digits),
      hangUp: () => {
        isHungUp = ring.state !== 'entered';
        command(undefined);
      },
    };
    const onNews: OnNews = (news) => {
      if (!rings.has(ring)) return this.#forget(nodeId, id, onNews);
      const gone = ring.state === 'entered' ? 'left' : 'failed';
      const state = news?.state ?? gone;
      ring.personId = news?.personId ?? ring.personId;
      if (hasEnded(state)) {
        this.#forget(nodeId, id, onNews);
        ring.ringing = undefined;
      }
      if (news === undefined && isHungUp) rings.remove(ring);
      else rings.setState(ring, state);
    };
    this.#watch(nodeId, id, onNews);
  }

  #watch(nodeId: string, id: string, onNews: OnNews): void {
    const known = this.#watched.get(nodeId);
    const watched = known ?? new Map<string, OnNews>();
    watched.set(id, onNews);
    if (known !== undefined) return;
    this.#watched.set(nodeId, watched);
    this.#askLater(nodeId, 0, 0);
  }

  #forget(nodeId: string, id: string, onNews: OnNews): void {
    const watched = this.#watched.get(nodeId);
    if (watched?.get(id) === onNews) watched.delete(id);
  }

  #askLater(nodeId: string, afterMs: number, failures: number): void {
    setTimeout(() => void this.#ask(nodeId, failures), afterMs).unref();
  }

  /** Never rejects. */
  async #ask(nodeId: string, failures: number): Promise<void> {
    const watched = this.#watched.get(nodeId);
    if (watched === undefined || watched.size === 0) return void this.#watched.delete(nodeId);
    const asked = [...watched].slice(0, MAX_ASKED);
    let failed = 0;
    let news: RingNews[] = [];
    try {
      news = await this.#servers.newsOf(
        nodeId,
        asked.map(([id]) => id),
      );
    } catch {
      failed = failures + 1;
    }
    const isGone = failed >= MAX_FAILURES;
    for (const [id, onNews] of failed > 0 && !isGone ? [] : asked)
      if (watched.get(id) === onNews) onNews(news.find((one) => one.id === id));
    this.#askLater(nodeId, ASK_EVERY_MS, failed);
  }
}

/** @param ownId of this server, one of several */
export function rungStateOf(ring: Ring, ownId: string | undefined): RungState {
  const { id, order, shownTo, state, personId, nodeId = ownId } = ring;
  return { id, ...order, shownTo, state, personId, ...(!hasEnded(state) && { nodeId }) };
}

export function ringOf({ id, shownTo, state, personId, nodeId, ...order }: RungState): Ring {
  const { to, as, linkedTo, digits } = order;
  return {
    id,
    order: { to, as, linkedTo, digits },
    shownTo,
    state,
    personId,
    ringing: undefined,
    nodeId,
  };
}
