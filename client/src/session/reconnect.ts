// The full reconnect, when media or the server's session is lost for good: prepares and joins again, without a click.
import { pause } from '../platform/pause.ts';
import type { JoinFlow } from './joinFlow.ts';
import { isRefused } from './joinProblem.ts';
import { advance } from './meetingStore.ts';
import type { SessionParts } from './sessionParts.ts';
import type { EndReason, Entrant } from './sessionState.ts';

/** How long it tries before it says that the connection is lost. */
const GIVE_UP_AFTER_MS = 90_000;
/** After so many transports in a row that were never up the network must be blocking media. */
const MAX_UNCONNECTED = 2;
/** A transport that failed sooner has not tried: Chromium looks for a new network every 2 s. */
const HAS_TRIED_MS = 1_000;
/** A connection that fails again sooner than this is retried less eagerly. */
const FAILED_SOON_MS = 6_000;
const SOON_PAUSES_MS = [600, 3_000];
const PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];

export type Reconnect = ReturnType<typeof createReconnect>;

export function createReconnect(
  { store, people, signalling, media }: SessionParts,
  joinFlow: JoinFlow,
  end: (reason: EndReason) => void,
) {
  /** How many transports in a row failed without ever having been up. */
  let unconnected = 0;
  let reconnectedAt = 0;
  /** How many connections in a row failed soon. */
  let soon = 0;

  const isTooSoon = () => Date.now() - reconnectedAt < FAILED_SOON_MS;
  const isReconnecting = () => store.getState().sessionState.type === 'reconnecting';

  async function start(): Promise<void> {
    media.discard();
    const { sessionState } = store.getState();
    if (sessionState.type === 'enteringName') return prepareAgain();
    if (sessionState.type !== 'inMeeting') return;
    if (unconnected >= MAX_UNCONNECTED) {
      signalling.send('leave', {});
      sayMediaBlocked();
      return;
    }
    people.hold();
    advance(store, 'connectionLost');
    const reason = await keepTrying(sessionState.entrant);
    if (reason !== undefined) end(reason);
  }

  function prepareAgain(): void {
    if (unconnected > 0) sayMediaBlocked();
    // Only once. If that soon fails too, the click prepares again and shows what is wrong.
    if (isTooSoon()) return;
    reconnectedAt = Date.now();
    media.prepareAhead();
  }

  /** @returns why the person is out of the meeting for good; undefined once back in it, or gone meanwhile. */
  async function keepTrying(entrant: Entrant): Promise<EndReason | undefined> {
    const until = Date.now() + GIVE_UP_AFTER_MS;
    // So that connections that soon fail again do not become a storm.
    soon = isTooSoon() ? soon + 1 : 0;
    if (soon > 0) await pause(nthOrLast(SOON_PAUSES_MS, soon - 1));
    for (let tries = 0; isReconnecting(); tries += 1) {
      try {
        await joinFlow.enterOrKnock(entrant);
        reconnectedAt = Date.now();
        return undefined;
      } catch (error) {
        media.discard();
        if (isRefused(error, 'callIdUnknown')) return 'spaceDeleted';
        if (isRefused(error, 'removed')) return 'removed';
        if (Date.now() > until) return 'connectionLost';
        await pause(nthOrLast(PAUSES_MS, tries));
      }
    }
    return undefined;
  }

  function sayMediaBlocked(): void {
    unconnected = 0;
    if (advance(store, 'mediaBlocked')) store.setState({ others: [] });
  }

  return {
    start,
    /** A transport has been up. */
    connected(): void {
      unconnected = 0;
      advance(store, 'mediaConnected');
    },
    /** A transport has failed, so long after it was made. */
    failed(wasConnected: boolean, afterMs: number): void {
      if (!wasConnected && afterMs > HAS_TRIED_MS) unconnected += 1;
      void start();
    },
  };
}

const nthOrLast = (pausesMs: number[], index: number) =>
  pausesMs[Math.min(index, pausesMs.length - 1)] ?? 0;
