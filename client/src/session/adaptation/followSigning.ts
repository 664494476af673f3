// Loads what somebody who signs needs of their camera when the person on this page does, and ends it when they rest.
import type { MediaPreparation } from '../mediaPreparation.ts';
import type { MeetingStore } from '../meetingStore.ts';

/** @returns a function that ends it. */
export function followSigning(
  store: MeetingStore,
  media: Pick<MediaPreparation, 'current'>,
): () => void {
  let stopSigning: (() => void) | undefined;
  let isStopped = false;
  const isSigning = () => !isStopped && store.getState().me?.isSigning === true;

  async function follow(): Promise<void> {
    if (!isSigning()) {
      stopSigning?.();
      stopSigning = undefined;
      return;
    }
    if (stopSigning) return;
    const { startSigning } = await import('./signing.ts');
    if (isSigning()) stopSigning ??= startSigning(store, media);
  }
  // Without it one signs with the usual picture; the next change tries again.
  const followed = () => void follow().catch(() => undefined);
  const unsubscribe = store.subscribe(({ me }, before) => {
    if (me?.isSigning !== before.me?.isSigning) followed();
  });
  followed();
  return () => {
    isStopped = true;
    unsubscribe();
    stopSigning?.();
  };
}
