// This person's microphone: the browser's or, while that carries the audio, the linked phone's; and who has muted it.
import type { LinkedPhone } from '@distansmote/shared/signalling/shapes.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import type { MeetingState, MeetingStore } from './meetingStore.ts';

/** The linked phone carries this person's audio both ways: the browser's microphone and loudspeaker are not used. */
export const isAudioByPhone = ({ linkedPhone }: Pick<MeetingState, 'linkedPhone'>): boolean =>
  linkedPhone !== null;

/** The linked phone's microphone; undefined while the browser's is used. */
export const phoneMicrophone = ({ linkedPhone }: MeetingState): 'on' | 'muted' | undefined =>
  linkedPhone === null ? undefined : linkedPhone.isMuted ? 'muted' : 'on';

export interface MicrophoneActions {
  toggle(): void;
  /** Not a toggle: it ends up muted whatever happened meanwhile. */
  mute(): void;
  /** Hangs up the linked phone. */
  switchToBrowser(): void;
  /** The notice that audio is back in the browser has been read. */
  dismissSoundIsBack(): void;
}

export type Microphone = ReturnType<typeof createMicrophone>;

export function createMicrophone(
  store: MeetingStore,
  localMedia: LocalMedia,
  signalling: SignallingClient,
) {
  let isStopped = false;
  let hasJoined = false;
  /** The last press of the mute button, until the server confirms: on a weak line that takes a while. */
  let wantsMuted: boolean | undefined;
  /** Withdraws a pending mute request, so that its retry does not undo a later press. */
  let withdrawMute: (() => void) | undefined;
  /** The browser's microphone was muted automatically because a phone took over. */
  let wasMutedByPhone = false;

  const unsubscribe = localMedia.store.subscribe(({ microphone }) => {
    if (microphone.type !== 'on') return;
    wasMutedByPhone = false;
    const { isSoundBack, mutedBy, fromConvener } = store.getState();
    if (fromConvener?.type === 'soundAsked') store.setState({ fromConvener: undefined });
    if (isSoundBack) actions.dismissSoundIsBack();
    if (mutedBy !== undefined) store.setState({ mutedBy: undefined });
    // Opened before the phone took over, or plugged in since: it would be live when the phone hangs up.
    if (isAudioByPhone(store.getState())) localMedia.muteMicrophone();
  });

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

  function mutePhone(): void {
    wantsMuted = true;
    withdrawMute?.();
    withdrawMute = signalling.sendReliable('setLinkedPhoneMuted', { isMuted: true });
  }

  /** Not sent reliably: a retry after a dead socket would undo what was keyed on the phone since. */
  function unmutePhone(): void {
    wantsMuted = false;
    withdrawMute?.();
    signalling.request('setLinkedPhoneMuted', { isMuted: false }).catch(() => {
      if (wantsMuted === false) wantsMuted = undefined;
    });
  }

  const actions: MicrophoneActions = {
    toggle() {
      const linkedPhone = phoneInUse();
      if (linkedPhone === null) return localMedia.toggleMicrophone();
      if (wantsMuted ?? linkedPhone.isMuted) unmutePhone();
      else mutePhone();
    },
    mute() {
      if (phoneInUse() !== null) return mutePhone();
      wasMutedByPhone = false;
      localMedia.muteMicrophone();
    },
    switchToBrowser: () => signalling.send('switchAudioToBrowser', {}),
    dismissSoundIsBack: () => store.setState({ isSoundBack: false }),
  };

  /** The linked phone as the server reports it; null without one. */
  function phoneChanged(linkedPhone: LinkedPhone | null): void {
    if (isStopped) return;
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
        if (!isMuted && !isTurned && hasJoined && isMutedHere()) mutePhone();
      }
      if (!linkedPhone.isMuted && wantsMuted !== true) {
        store.setState({ mutedBy: undefined });
        if (store.getState().fromConvener?.type === 'soundAsked')
          store.setState({ fromConvener: undefined });
      }
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
    phoneChanged,
    /** After each join. */
    joined(linkedPhone: LinkedPhone | null): void {
      phoneChanged(linkedPhone);
      hasJoined = true;
    },
    /** Their name is shown until the microphone is turned on again. */
    mutedByConvener(name: string): void {
      // A linked phone is muted by the server.
      if (!isAudioByPhone(store.getState())) {
        if (localMedia.store.getState().microphone.type !== 'on') return;
        localMedia.toggleMicrophone();
      }
      store.setState({ mutedBy: name });
    },
    stop(): void {
      isStopped = true;
      unsubscribe();
    },
  };
}
