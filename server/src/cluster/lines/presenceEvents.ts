// What a call is told of its place in a meeting, as a message: written by the holder, read by the line's server.
import type { PresenceListener } from '../../calls/presence.ts';
import type { Happened } from './lineMessages.ts';

/** @param send for each thing that the listener is told. */
export function presenceSender(send: (happened: Happened) => void): PresenceListener {
  return {
    admitted: (others) => send({ type: 'admitted', others }),
    denied: () => send({ type: 'denied' }),
    convenerPresenceChanged: (isConvenerThere) =>
      send({ type: 'convenerPresenceChanged', isConvenerThere }),
    othersChanged: (others) => send({ type: 'othersChanged', others }),
    microphoneChanged: (isMuted, isByConvener) =>
      send({ type: 'microphoneChanged', isMuted, isByConvener }),
    audibilityChanged: (isHeard) => send({ type: 'audibilityChanged', isHeard }),
    onlyLegLeft: () => send({ type: 'onlyLegLeft' }),
    released: (reason) => send({ type: 'released', reason }),
    textWritten: (written) => send({ type: 'textWritten', ...written }),
    captionsChanged: (isOn) => send({ type: 'captionsChanged', isOn }),
    handLowered: () => send({ type: 'handLowered' }),
    removed: () => send({ type: 'removed' }),
    ended: (reason) => send({ type: 'ended', reason }),
    // Of this server's own doing: that of the line tells of it by itself.
    enteringAnew: () => undefined,
  };
}

export function tellPresence(happened: Happened, listener: PresenceListener): void {
  switch (happened.type) {
    case 'admitted':
    case 'othersChanged':
      return listener[happened.type](happened.others);
    case 'convenerPresenceChanged':
      return listener.convenerPresenceChanged(happened.isConvenerThere);
    case 'microphoneChanged':
      return listener.microphoneChanged(happened.isMuted, happened.isByConvener);
    case 'captionsChanged':
      return listener.captionsChanged(happened.isOn);
    case 'audibilityChanged':
      return listener.audibilityChanged(happened.isHeard);
    case 'released':
      return listener.released(happened.reason);
    case 'textWritten': {
      const { id, name, text } = happened;
      return listener.textWritten({ id, name, text });
    }
    case 'ended':
      return listener.ended(happened.reason);
    case 'denied':
    case 'onlyLegLeft':
    case 'handLowered':
    case 'removed':
      return listener[happened.type]();
  }
}
