// The same meeting in another tab of this browser: known by a lock, and taken over from there when the person wants it here.
import type { CallId } from '@distansmote/shared/ids.ts';
import { type TabCredentials, adoptCredentials, credentialsOfTab } from './personKey.ts';

/** A tab answers at once unless the browser has put it to sleep; then it loses the lock all the same. */
const ANSWER_WITHIN_MS = 1_500;

type Message = { type: 'wanted' } | { type: 'handedOver'; credentials: TabCredentials };

export interface OtherTab {
  /** Whether another tab is in the meeting, or waits in its lobby. */
  isThere(): Promise<boolean>;
  /** Calls once no other tab is. */
  whenGone(then: () => void): void;
  /** From now on this tab is the same person as the other one, which stays until this one is in. */
  takeOver(): Promise<void>;
  /** This tab waits in the lobby: tabs opened later learn of it. One of somebody else, as the server sees it, stays. */
  waits(): void;
  /** This tab is in, and any other leaves. Never before the server has said so: the join may be refused. */
  isIn(): void;
  close(): void;
}

/**
 * Only tabs of the same browser and origin share locks and channels, so nobody else's tab can ask. The credentials are handed
 * over where the person presses the button, and to nobody who merely has the link.
 * @param onTaken the meeting goes on in another tab
 */
export function createOtherTab(callId: CallId, onTaken: () => void): OtherTab {
  const name = `meeting ${callId}`;
  const { locks } = navigator as { locks?: LockManager };
  let channel: BroadcastChannel | undefined;
  let letGo: (() => void) | undefined;
  /** Ends the wait for the other tab to go. */
  const waiting = new AbortController();
  let isClosed = false;
  let hasTakenOver = false;

  function leave(): void {
    if (isClosed) return;
    close();
    onTaken();
  }

  function close(): void {
    isClosed = true;
    waiting.abort();
    channel?.close();
    letGo?.();
  }

  function hold(how: LockOptions): void {
    if (locks === undefined || letGo !== undefined || isClosed) return;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const granted = (lock: Lock | null) => {
      if (lock !== null) return held;
      letGo = undefined;
      return undefined;
    };
    // Whoever had it is told by the rejection of their own request.
    locks.request(name, how, granted).catch(leave);
    channel ??= listen();
  }

  /** For a tab that wants to take over. */
  function listen(): BroadcastChannel {
    const listening = new BroadcastChannel(name);
    listening.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.type === 'wanted')
        say(listening, { type: 'handedOver', credentials: credentialsOfTab(callId) });
    });
    return listening;
  }

  return {
    async isThere() {
      // Pages without HTTPS have neither locks nor cameras.
      const held = await locks?.query().catch(() => undefined);
      return held?.held?.some((lock) => lock.name === name) ?? false;
    },
    whenGone(then) {
      void locks
        ?.request(name, { mode: 'shared', signal: waiting.signal }, then)
        .catch(() => undefined);
    },
    async takeOver() {
      // The lock comes free before the credentials are here.
      waiting.abort();
      const asking = new BroadcastChannel(name);
      const credentials = await new Promise<TabCredentials | undefined>((resolve) => {
        setTimeout(resolve, ANSWER_WITHIN_MS, undefined);
        asking.addEventListener('message', ({ data }: MessageEvent<Message>) => {
          if (data.type === 'handedOver') resolve(data.credentials);
        });
        say(asking, { type: 'wanted' });
      });
      asking.close();
      if (credentials === undefined) return;
      adoptCredentials(callId, credentials);
      hasTakenOver = true;
    },
    // The server has put this tab in the place of the one that it took over.
    waits: () => hold(hasTakenOver ? { steal: true } : { ifAvailable: true }),
    isIn: () => hold({ steal: true }),
    close,
  };
}

function say(channel: BroadcastChannel, message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has only its own origin
  channel.postMessage(message);
}
