// The supervised rebuild: when media or signalling are lost for good, everything is made anew, without a click.
import { pause } from '../platform/pause.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import { isRefused } from './joinProblem.ts';
import type { LeftReason, MeetingStore } from './meetingStore.ts';
import type { People } from './people.ts';

/** How long it tries to come back by itself before it says that the connection is lost. */
const COME_BACK_MS = 90_000;
/** After so many transports in a row that were never up the network must be what stops media. */
const MAX_UNCONNECTED = 2;
/** One that failed sooner has not tried: the browser doesn't know its new network yet (Chromium looks every 2 s). */
const HAS_TRIED_MS = 1_000;
/** One that fails again sooner than this is tried less eagerly. */
const COME_BACK_SOON_MS = 6_000;
const SOON_PAUSES_MS = [600, 3_000];
const PAUSES_MS = [0, 300, 1_000, 2_000, 3_000];

interface Surroundings {
  store: MeetingStore;
  people: Pick<People, 'hold'>;
  signalling(): SignallingClient | undefined;
  isClosed(): boolean;
  /** Closes the media that there is. */
  unprepare(): void;
  /** Makes it anew while the name is still being typed. */
  prepareAhead(): void;
  /** As the click on join did. */
  enter(name: string, profession: string): Promise<void>;
  end(reason: LeftReason): void;
}

export function createReconnect(around: Surroundings) {
  const { store, people, signalling, isClosed, unprepare } = around;
  let isGoingOn = false;
  /** How many connections in a row failed without ever having been up. */
  let unconnected = 0;
  let cameBackAt = 0;
  /** How many in a row failed that soon. */
  let soon = 0;

  const isTooSoon = () => Date.now() - cameBackAt < COME_BACK_SOON_MS;

  /** Everything anew, until it works or hope is over. */
  async function comeBack(): Promise<void> {
    unprepare();
    const { me, stage } = store.getState();
    if (isGoingOn || isClosed()) return;
    if (stage.at === 'askingName') return prepareAgain();
    if (stage.at !== 'inMeeting' || me === undefined) return;
    if (unconnected >= MAX_UNCONNECTED) {
      signalling()?.send('leave', {});
      sayMediaBlocked();
      return;
    }
    isGoingOn = true;
    people.hold();
    store.setState({ stage: { at: 'inMeeting', isReconnecting: true } });
    const reason = await keepTrying(async () => {
      await around.enter(me.name, me.profession);
      cameBackAt = Date.now();
    });
    if (reason !== undefined) around.end(reason);
    isGoingOn = false;
  }

  function prepareAgain(): void {
    if (unconnected > 0) sayMediaBlocked();
    // Once; if that fails soon too, the click prepares anew and tells what is wrong.
    if (isTooSoon()) return;
    cameBackAt = Date.now();
    around.prepareAhead();
  }

  /** @returns why one is out of the meeting for good; undefined once one is back, or has left meanwhile. */
  async function keepTrying(enter: () => Promise<void>): Promise<LeftReason | undefined> {
    const until = Date.now() + COME_BACK_MS;
    // A rebuild that soon fails again must not become a storm of them.
    soon = isTooSoon() ? soon + 1 : 0;
    if (soon > 0) await pause(at(SOON_PAUSES_MS, soon - 1));
    for (let tries = 0; !isClosed(); tries += 1) {
      try {
        await enter();
        return undefined;
      } catch (error) {
        unprepare();
        if (isRefused(error, 'callIdUnknown')) return 'spaceDeleted';
        if (isRefused(error, 'removed')) return 'removed';
        if (Date.now() > until) return 'connectionLost';
        await pause(at(PAUSES_MS, tries));
      }
    }
    return undefined;
  }

  /** Signalling gets through, media does not: back to the name page, with what to do. */
  function sayMediaBlocked(): void {
    unconnected = 0;
    store.setState({ stage: { at: 'askingName', problem: 'mediaBlocked' }, others: [] });
  }

  return {
    comeBack,
    get isGoingOn(): boolean {
      return isGoingOn;
    },
    /** A transport has been up. */
    connected(): void {
      unconnected = 0;
      const { stage } = store.getState();
      if (stage.at === 'askingName' && stage.problem === 'mediaBlocked') {
        store.setState({ stage: { at: 'askingName' } });
      }
    },
    /** A transport has failed, so long after it was made. */
    failed(wasConnected: boolean, afterMs: number): void {
      if (!wasConnected && afterMs > HAS_TRIED_MS) unconnected += 1;
      void comeBack();
    },
  };
}

/** The last one for all that follow. */
const at = (pauses: number[], place: number) => pauses[Math.min(place, pauses.length - 1)] ?? 0;
