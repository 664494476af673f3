// Dialling in: the instructions, and the PIN by which a telephone takes over this person's audio.
import { RequestUnanswered, type SignallingClient } from '../platform/signallingClient.ts';
import { isRefused } from './joinProblem.ts';
import type { MeetingStore } from './meetingStore.ts';

/** The PIN is replaced this long before it expires, since it still has to be keyed. */
const RENEW_EARLY_MS = 60_000;

export interface DialInActions {
  /** Opens the instructions, with the number and the PIN as soon as they are known. */
  request(): void;
  closeInstructions(): void;
  /**
   * Has this person's own telephone rung; what comes of it is `ringMe` of the store. Rejects when it is refused or not
   * answered.
   */
  ringMe(number: string): Promise<void>;
  cancelRingMe(): void;
}

export type DialIn = ReturnType<typeof createDialIn>;

export function createDialIn(store: MeetingStore, signalling: SignallingClient) {
  let isStopped = false;
  let hasHadPin = false;
  let hasAskedAhead = false;
  let expiring: ReturnType<typeof setTimeout> | undefined;

  /** Open instructions show the outcome. If nobody answers, they keep what they show. */
  async function ask(): Promise<void> {
    try {
      const reply = await signalling.request('requestDialIn', {});
      if (!isStopped) keepPin(reply.pin, reply.expiresInMs);
      show('known');
    } catch (error) {
      if (isRefused(error, 'noTelephones')) {
        store.setState({ dialInPin: undefined });
        show('refused');
      } else if (store.getState().dialInPin === undefined) show('unanswered');
      throw error;
    }
  }

  function show(dialIn: 'known' | 'refused' | 'unanswered'): void {
    if (store.getState().dialIn !== 'closed') store.setState({ dialIn });
  }

  function keepPin(dialInPin: string, expiresInMs: number): void {
    hasHadPin = true;
    store.setState({ dialInPin });
    clearTimeout(expiring);
    expiring = setTimeout(expire, expiresInMs - RENEW_EARLY_MS);
  }

  /** The PIN has expired; another is requested for whoever sees it or may need it soon. */
  function expire(): void {
    hasAskedAhead = false;
    store.setState({ dialInPin: undefined });
    if (store.getState().dialIn === 'known') actions.request();
  }

  function askAhead(): void {
    hasAskedAhead = true;
    ask().catch((error: unknown) => {
      hasAskedAhead = !(error instanceof RequestUnanswered);
    });
  }

  // Ahead of need: without any connection it cannot be requested.
  const unsubscribe = store.subscribe(({ me, phoneNumber }) => {
    if (me?.connection === 'poor' && phoneNumber !== null && !hasAskedAhead) askAhead();
  });

  const actions: DialInActions = {
    request() {
      const isKnown = store.getState().dialInPin !== undefined;
      store.setState({ dialIn: isKnown ? 'known' : 'asking' });
      // This also renews a PIN that is already known.
      ask().catch(() => undefined);
    },
    closeInstructions: () => store.setState({ dialIn: 'closed' }),
    async ringMe(to) {
      await signalling.request('ringMe', { to });
    },
    cancelRingMe: () => signalling.send('cancelRingMe', {}),
  };

  return {
    actions,
    /** A PIN has been known, so a telephone may be in the meeting, or about to be, without our knowing. */
    get hasHadPin(): boolean {
      return hasHadPin;
    },
    /** After each join. A restarted server has forgotten the PIN and issues another. */
    joined(): void {
      hasAskedAhead = false;
      if (store.getState().dialInPin !== undefined) askAhead();
    },
    stop(): void {
      isStopped = true;
      unsubscribe();
      clearTimeout(expiring);
    },
  };
}
