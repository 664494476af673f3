// Who a call is, on its way to another server: what a meeting keeps of them, without what lives here.
import type { KnownCaller } from '../../calls/callEntrant.ts';
import { Microphone } from '../../meetings/microphone.ts';
import type { KnownAbroad } from './lineMessages.ts';

export function abroad({ id, name, isLinked, isRung, microphone }: KnownCaller): KnownAbroad {
  const muted = microphone && { isMuted: microphone.isMuted, by: microphone.by };
  return { id, name: { ...name }, isLinked, ...(isRung && { isRung }), microphone: muted };
}

export function knownHere({ id, name, isLinked, isRung, microphone }: KnownAbroad): KnownCaller {
  const muted = microphone && new Microphone(microphone.isMuted, microphone.by);
  return { id, name, isLinked, ...(isRung && { isRung }), microphone: muted };
}
