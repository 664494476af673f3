// When a convener mutes this person's microphone, their name is shown until it is turned on again.
import type { LocalMedia } from '../media/localMedia.ts';
import type { MeetingStore } from './meetingStore.ts';

export type MutedByConvener = ReturnType<typeof watchMutedBy>;

export function watchMutedBy(store: MeetingStore, localMedia: LocalMedia) {
  const stop = localMedia.store.subscribe(({ microphone }) => {
    const isForgotten = microphone.type === 'on' && store.getState().mutedBy !== undefined;
    if (isForgotten) store.setState({ mutedBy: undefined });
  });
  return {
    muted(byName: string): void {
      // A linked phone is muted by the server.
      if (store.getState().linkedPhone === null) {
        if (localMedia.store.getState().microphone.type !== 'on') return;
        localMedia.toggleMicrophone();
      }
      store.setState({ mutedBy: byName });
    },
    stop,
  };
}
