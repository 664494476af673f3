// The telephone by which one speaks and hears in place of the browser: how it is rung, and what changes while it does.
import type { LinkedPhone } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import { RequestUnanswered, type SignallingClient } from '../platform/signallingClient.ts';
import { isRefused } from './joinProblem.ts';
import type { MeetingStore } from './meetingStore.ts';

/** Nobody waits any longer to be let go. */
const LEAVE_MS = 2_000;

/** It has to be keyed still. */
const EARLIER_MS = 60_000;

export interface LinkedPhoneActions {
  /** Opens the page's instructions, with the number and the personal pin as soon as they are known. */
  requestDialIn(): void;
  closeInstructions(): void;
  switchAudioToBrowser(): void;
  /** That the sound is back has been read. */
  putAwaySoundIsBack(): void;
}

export type LinkedPhoneOfSession = ReturnType<typeof createLinkedPhone>;

export function createLinkedPhone(
  store: MeetingStore,
  localMedia: LocalMedia,
  signalling: SignallingClient,
) {
  let isStopped = false;
  let isLeaving = false;
  /** The digits are known: a telephone may be on its way in, or in, that we are not told of. */
  let mayRing = false;
  let hasAskedAhead = false;
  /** What one pressed last, until the server has said how it is: on a weak line that takes a while. */
  let wantsMuted: boolean | undefined;
  /** So that a muting that is said again does not undo what was pressed after it. */
  let takeMutingBack: (() => void) | undefined;
  /** The microphone here is off, by nobody's will: a telephone was there. */
  let isOffByPhone = false;
  let hasJoined = false;
  let forgetting: ReturnType<typeof setTimeout> | undefined;

  /** Instructions that are open show how that went; what they show already stays where nobody answers. */
  async function ask(): Promise<void> {
    try {
      const reply = await signalling.request('requestDialIn', {});
      if (!isStopped) keep(reply.pin, reply.expiresInMs);
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

  function keep(dialInPin: string, expiresInMs: number): void {
    mayRing = true;
    store.setState({ dialInPin });
    clearTimeout(forgetting);
    forgetting = setTimeout(forget, expiresInMs - EARLIER_MS);
  }

  /** It is good no more; for whoever looks at it, or may need it soon, it is asked for again. */
  function forget(): void {
    hasAskedAhead = false;
    store.setState({ dialInPin: undefined });
    if (store.getState().dialIn === 'known') actions.requestDialIn();
  }

  function askAhead(): void {
    hasAskedAhead = true;
    ask().catch((error: unknown) => {
      hasAskedAhead = !(error instanceof RequestUnanswered);
    });
  }

  const unsubscribes = [
    // Before it is needed: who has lost the connection altogether can ask for nothing.
    store.subscribe(({ me, phoneNumber }) => {
      if (me?.connection === 'poor' && phoneNumber !== null && !hasAskedAhead) askAhead();
    }),
    localMedia.store.subscribe(({ microphone }) => {
      if (microphone.type !== 'on') return;
      isOffByPhone = false;
      if (store.getState().isSoundBack) actions.putAwaySoundIsBack();
      // Asked for before the telephone came, or plugged in since: it would be heard when that hangs up.
      if (store.getState().linkedPhone !== null) localMedia.muteMicrophone();
    }),
  ];

  /** On the page that asks for the name one sees to the microphone here. */
  function phoneInUse(): LinkedPhone | null {
    const { sessionState, linkedPhone } = store.getState();
    return sessionState.type === 'enteringName' ? null : linkedPhone;
  }

  /** By one's own will or a convener's: the telephone heeds it, also where the server has not heard of it. */
  function isMutedHere(): boolean {
    const { microphone } = localMedia.store.getState();
    const isMuted =
      microphone.type === 'muted' ||
      microphone.type === 'off' ||
      (microphone.type === 'failed' && microphone.isMuted === true);
    return isMuted && !isOffByPhone;
  }

  function mute(): void {
    wantsMuted = true;
    takeMutingBack?.();
    takeMutingBack = signalling.sendReliable('setLinkedPhoneMuted', { isMuted: true });
  }

  /** Not surely: said again after a dead socket it would undo what was keyed since. */
  function unmute(): void {
    wantsMuted = false;
    takeMutingBack?.();
    signalling.request('setLinkedPhoneMuted', { isMuted: false }).catch(() => {
      if (wantsMuted === false) wantsMuted = undefined;
    });
  }

  const actions: LinkedPhoneActions = {
    requestDialIn() {
      const isKnown = store.getState().dialInPin !== undefined;
      store.setState({ dialIn: isKnown ? 'known' : 'asking' });
      // One that is known is good for longer then.
      ask().catch(() => undefined);
    },
    closeInstructions: () => store.setState({ dialIn: 'closed' }),
    switchAudioToBrowser: () => signalling.send('switchAudioToBrowser', {}),
    putAwaySoundIsBack: () => store.setState({ isSoundBack: false }),
  };

  /** What the server says of it; null is none. */
  function changed(linkedPhone: LinkedPhone | null): void {
    if (isLeaving) return;
    const before = store.getState().linkedPhone;
    const wasMuted = wantsMuted ?? before?.isMuted;
    wantsMuted = undefined;
    // First, so that muting the microphone of the browser is not taken for muting the telephone.
    store.setState({ linkedPhone });
    if (linkedPhone !== null) {
      if (before === null) {
        store.setState({ dialIn: 'closed', isSoundBack: false });
        // Not on the way in, where one may turn off what would howl beside the telephone.
        const { isMuted, isTurned } = linkedPhone;
        if (!isMuted && !isTurned && hasJoined && isMutedHere()) mute();
      }
      if (!linkedPhone.isMuted && wantsMuted !== true) store.setState({ mutedBy: undefined });
      localMedia.muteMicrophone();
    } else if (before !== null) {
      // Nobody who puts a receiver down expects to be heard on.
      localMedia.muteMicrophone();
      isOffByPhone = wasMuted !== true;
      store.setState({ isSoundBack: true });
    }
  }

  return {
    actions,
    changed,
    /** For the first time or again: a server that was started anew knows of no pin, and gives another. */
    joined(linkedPhone: LinkedPhone | null): void {
      changed(linkedPhone);
      hasJoined = true;
      hasAskedAhead = false;
      if (store.getState().dialInPin !== undefined) askAhead();
    },
    /** The telephone's, where one speaks by it. */
    toggleMicrophone(): void {
      const linkedPhone = phoneInUse();
      if (linkedPhone === null) return localMedia.toggleMicrophone();
      if (wantsMuted ?? linkedPhone.isMuted) unmute();
      else mute();
    },
    /** Not a toggle: whatever happened meanwhile, it is off then. */
    muteMicrophone(): void {
      if (phoneInUse() !== null) return mute();
      isOffByPhone = false;
      localMedia.muteMicrophone();
    },
    /** Of the meeting. A page that only closes leaves its person in it by the telephone: that is hung up first. */
    async leave(): Promise<void> {
      const { linkedPhone, sessionState } = store.getState();
      const body = { isFinal: true };
      isLeaving = true;
      if (linkedPhone === null && !mayRing) return signalling.send('leave', body);
      let isHeard = sessionState.type === 'inMeeting' && !sessionState.isSignallingLost;
      try {
        // What comes together with the socket's farewell Socket.IO passes over.
        await signalling.request('leave', body, LEAVE_MS);
      } catch {
        isHeard = false;
      }
      store.setState({ isPhoneLeftBehind: !isHeard });
    },
    stop(): void {
      isStopped = true;
      for (const unsubscribe of unsubscribes) unsubscribe();
      clearTimeout(forgetting);
    },
  };
}
