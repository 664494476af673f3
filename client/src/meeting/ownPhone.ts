// The telephone by which one speaks and hears in place of the browser: how it is rung, and what changes while it does.
import type { OwnPhone } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import { RequestRefused, type SignallingClient } from '../signalling/signallingClient.ts';
import type { MeetingStore } from './meetingStore.ts';

/** It has to be keyed still. */
const EARLIER_MS = 60_000;

export interface OwnPhoneActions {
  /** Opens the page's instructions, with the number and the personal suffix as soon as they are known. */
  callInstead(): void;
  closeInstructions(): void;
  takeSoundBack(): void;
  /** That the sound is back has been read. */
  putAwaySoundIsBack(): void;
}

export function createOwnPhone(
  store: MeetingStore,
  localMedia: LocalMedia,
  signalling: () => SignallingClient | undefined,
) {
  let hasAskedAhead = false;
  let forgetting: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const reply = await signalling()?.request('callInstead', {});
    if (reply === undefined) return;
    store.setState({ phoneSuffix: reply.suffix });
    clearTimeout(forgetting);
    forgetting = setTimeout(forget, reply.goodForMs - EARLIER_MS);
  }

  /** It is good no more; for whoever looks at it, or may need it soon, it is asked for again. */
  function forget(): void {
    const { callInstead, me } = store.getState();
    hasAskedAhead = false;
    store.setState({ phoneSuffix: undefined });
    if (callInstead === 'known') actions.callInstead();
    else if (me?.connection === 'poor') askAhead();
  }

  function askAhead(): void {
    hasAskedAhead = true;
    void ask().catch(() => undefined);
  }

  // Before it is needed: who has lost the connection altogether can ask for nothing.
  const unsubscribe = store.subscribe(({ me, phoneNumber }) => {
    if (me?.connection === 'poor' && phoneNumber !== null && !hasAskedAhead) askAhead();
  });

  function mute(): void {
    if (localMedia.store.getState().microphone.is === 'on') localMedia.toggleMicrophone();
  }

  const actions: OwnPhoneActions = {
    callInstead() {
      store.setState({ callInstead: 'asking' });
      const answered = (callInstead: 'known' | 'refused' | 'unanswered') => {
        if (store.getState().callInstead === 'asking') store.setState({ callInstead });
      };
      ask().then(
        () => answered('known'),
        (error: unknown) => answered(error instanceof RequestRefused ? 'refused' : 'unanswered'),
      );
    },
    closeInstructions: () => store.setState({ callInstead: 'closed' }),
    takeSoundBack: () => signalling()?.sendSurely('takeSoundBack', {}),
    putAwaySoundIsBack: () => store.setState({ isSoundBack: false }),
  };

  return {
    actions,
    /** What the server says of it; null is none. */
    changed(ownPhone: OwnPhone | null): void {
      const before = store.getState().ownPhone;
      // First, so that muting the microphone of the browser is not taken for muting the telephone.
      store.setState({ ownPhone });
      if (ownPhone !== null) {
        if (before === null) store.setState({ callInstead: 'closed', isSoundBack: false });
        if (!ownPhone.isMuted) store.setState({ mutedBy: undefined });
        mute();
      } else if (before !== null) {
        // Nobody who puts a receiver down expects to be heard on.
        mute();
        store.setState({ isSoundBack: true });
      }
    },
    /** The telephone's, where one speaks by it. */
    toggleMicrophone(): void {
      const { ownPhone } = store.getState();
      if (ownPhone === null) localMedia.toggleMicrophone();
      else signalling()?.sendSurely('setOwnPhoneMuted', { isMuted: !ownPhone.isMuted });
    },
    stop(): void {
      unsubscribe();
      clearTimeout(forgetting);
    },
  };
}
