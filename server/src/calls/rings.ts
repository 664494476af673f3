// The calls that this server makes: rings people up, and lets in whoever presses 1.
import type { Ringer, Ringing, RingOrder, RingState } from './ringer.ts';

export class Rings implements Ringer {
  get activeCount(): number {
    return 0;
  }

  ring(_order: RingOrder, onState: (state: RingState) => void): Ringing {
    queueMicrotask(() => onState({ type: 'ended', why: 'failed' }));
    return { sendDigits: () => undefined, hangUp: () => undefined };
  }
}
