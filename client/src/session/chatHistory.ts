// Fetches what was written before one came, page by page, behind everything that somebody waits for.
import type { Message } from '@distansmote/shared/signalling/message.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';

const TRY_AGAIN_MS = 3_000;
/** After so many failures: who is out of the meeting begins anew with the next join. */
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
