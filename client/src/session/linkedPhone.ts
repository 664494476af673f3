// The linked phone, which carries this person's audio in place of the browser: its dial-in PIN, and muting while it does.
import type { LinkedPhone } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import { RequestUnanswered, type SignallingClient } from '../platform/signallingClient.ts';
import { isRefused } from './joinProblem.ts';
import type { MeetingStore } from './meetingStore.ts';

/** How long leaving waits for the server to hang up the phone. */
const LEAVE_TIMEOUT_MS = 2_000;

/** The PIN is replaced this long before it expires, since it still has to be keyed. */
const RENEW_EARLY_MS = 60_000;

export interface LinkedPhoneActions {
  /** Opens the dial-in instructions, with the number and the PIN as soon as they are known. */
  requestDialIn(): void;
  closeInstructions(): void;
  switchAudioToBrowser(): void;
  /** The notice that audio is back in the browser has been read. */
  dismissSoundIsBack(): void;
}

export type LinkedPhoneOfSession = ReturnType<typeof createLinkedPhone>;

export function createLinkedPhone(
  store: MeetingStore,
  localMedia: LocalMedia,
  signalling: SignallingClient,
) {
  let isStopped = false;
  let isLeaving = false;
  /** The PIN is known, so a phone may be in the meeting, or about to be, without our knowing. */
  let hasPin = false;
  let hasAskedAhead = false;
  /** The last press of the mute button, until the server confirms: on a weak line that takes a while. */
  let wantsMuted: boolean | undefined;
  /** Withdraws a pending mute request, so that its retry does not undo a later press. */
  let withdrawMute: (() => void) | undefined;
  /** The browser's microphone was muted automatically because a phone took over. */
  let wasMutedByPhone = false;
  let hasJoined = false;
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
    hasPin = true;
    store.setState({ dialInPin });
    clearTimeout(expiring);
    expiring = setTimeout(expire, expiresInMs - RENEW_EARLY_MS);
  }

  /** The PIN has expired; another is requested for whoever sees it or may need it soon. */
  function expire(): void {
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
    // Ahead of need: without any connection it cannot be requested.
    store.subscribe(({ me, phoneNumber }) => {
      if (me?.connection === 'poor' && phoneNumber !== null && !hasAskedAhead) askAhead();
    }),
    localMedia.store.subscribe(({ microphone }) => {
      if (microphone.type !== 'on') return;
      wasMutedByPhone = false;
      if (store.getState().isSoundBack) actions.dismissSoundIsBack();
      // Opened before the phone took over, or plugged in since: it would be live when the phone hangs up.
      if (store.getState().linkedPhone !== null) localMedia.muteMicrophone();
    }),
  ];

  /** On the form that asks for the name, the microphone button means the browser's microphone. */
  function phoneInUse(): LinkedPhone | null {
    const { sessionState, linkedPhone } = store.getState();
    return sessionState.type === 'enteringName' ? null : linkedPhone;
  }

  /** Muted on purpose, by this person or a convener: a phone that takes over stays muted, too. */
  function isMutedHere(): boolean {
    const { microphone } = localMedia.store.getState();
    const isMuted =
      microphone.type === 'muted' ||
      microphone.type === 'off' ||
      (microphone.type === 'failed' && microphone.isMuted === true);
    return isMuted && !wasMutedByPhone;
  }

  function mute(): void {
    wantsMuted = true;
    withdrawMute?.();
    withdrawMute = signalling.sendReliable('setLinkedPhoneMuted', { isMuted: true });
  }

  /** Not sent reliably: a retry after a dead socket would undo what was keyed on the phone since. */
  function unmute(): void {
    wantsMuted = false;
    withdrawMute?.();
    signalling.request('setLinkedPhoneMuted', { isMuted: false }).catch(() => {
      if (wantsMuted === false) wantsMuted = undefined;
    });
  }

  const actions: LinkedPhoneActions = {
    requestDialIn() {
      const isKnown = store.getState().dialInPin !== undefined;
      store.setState({ dialIn: isKnown ? 'known' : 'asking' });
      // This also renews a PIN that is already known.
      ask().catch(() => undefined);
    },
    closeInstructions: () => store.setState({ dialIn: 'closed' }),
    switchAudioToBrowser: () => signalling.send('switchAudioToBrowser', {}),
    dismissSoundIsBack: () => store.setState({ isSoundBack: false }),
  };

  /** The linked phone as the server reports it; null without one. */
  function changed(linkedPhone: LinkedPhone | null): void {
    if (isLeaving) return;
    const before = store.getState().linkedPhone;
    const wasMuted = wantsMuted ?? before?.isMuted;
    wantsMuted = undefined;
    // First, so that muting the browser's microphone is not taken for muting the phone.
    store.setState({ linkedPhone });
    if (linkedPhone !== null) {
      if (before === null) {
        store.setState({ dialIn: 'closed', isSoundBack: false });
        // Not during the first join: there the microphone may have been turned off to avoid feedback with the phone.
        const { isMuted, isTurned } = linkedPhone;
        if (!isMuted && !isTurned && hasJoined && isMutedHere()) mute();
      }
      if (!linkedPhone.isMuted && wantsMuted !== true) store.setState({ mutedBy: undefined });
      localMedia.muteMicrophone();
    } else if (before !== null) {
      // Somebody who hangs up does not expect to be heard any longer.
      localMedia.muteMicrophone();
      wasMutedByPhone = wasMuted !== true;
      store.setState({ isSoundBack: true });
    }
  }

  return {
    actions,
    changed,
    /** After each join. A restarted server has forgotten the PIN and issues another. */
    joined(linkedPhone: LinkedPhone | null): void {
      changed(linkedPhone);
      hasJoined = true;
      hasAskedAhead = false;
      if (store.getState().dialInPin !== undefined) askAhead();
    },
    /** The linked phone's microphone, if there is one. */
    toggleMicrophone(): void {
      const linkedPhone = phoneInUse();
      if (linkedPhone === null) return localMedia.toggleMicrophone();
      if (wantsMuted ?? linkedPhone.isMuted) unmute();
      else mute();
    },
    /** Not a toggle: it ends up muted whatever happened meanwhile. */
    muteMicrophone(): void {
      if (phoneInUse() !== null) return mute();
      wasMutedByPhone = false;
      localMedia.muteMicrophone();
    },
    /** Leaves the meeting. Merely closing the page would leave the person in it by phone, so that is hung up first. */
    async leave(): Promise<void> {
      const { linkedPhone, sessionState } = store.getState();
      const body = { isFinal: true };
      isLeaving = true;
      if (linkedPhone === null && !hasPin) return signalling.send('leave', body);
      let isHeard = sessionState.type === 'inMeeting' && !sessionState.isSignallingLost;
      try {
        // Socket.IO drops what is sent together with the disconnect.
        await signalling.request('leave', body, LEAVE_TIMEOUT_MS);
      } catch {
        isHeard = false;
      }
      store.setState({ isPhoneLeftBehind: !isHeard });
    },
    stop(): void {
      isStopped = true;
      for (const unsubscribe of unsubscribes) unsubscribe();
      clearTimeout(expiring);
    },
  };
}
