// A convener may turn one's microphone off; who did it is told until one turns it on again.
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
      // Of the telephone the server has turned it off.
      if (store.getState().linkedPhone === null) {
        if (localMedia.store.getState().microphone.type !== 'on') return;
        localMedia.toggleMicrophone();
      }
      store.setState({ mutedBy: byName });
    },
    stop,
  };
}
