// Fetches earlier chat messages page by page, after everything that somebody is waiting for.
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';

const TRY_AGAIN_MS = 3_000;
/** Gives up after this many; the next join starts over. */
const MAX_FAILURES = 5;

export async function readHistory(
  signalling: SignallingClient,
  take: (messages: readonly Message[]) => void,
): Promise<void> {
  let failures = 0;
  for (let after: number | null = 0; after !== null && failures < MAX_FAILURES;) {
    try {
      const page: Reply<'readMessages'> = await signalling.request('readMessages', { after });
      take(page.messages);
      after = page.next;
    } catch {
      failures += 1;
      await new Promise((resolve) => {
        setTimeout(resolve, TRY_AGAIN_MS);
      });
    }
  }
}
