// The calls that this server makes: rings people up, and lets in whoever presses 1.
import type { RingOutcome } from '@distansmote/shared/auditApi.ts';
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { CallKey, ToSipThread, Unanswered } from '../sip/sipMessages.ts';
import type { LocalTransports } from '../sip/localSdp.ts';
import type { Call, Caller, RungEntry } from './call.ts';
import type { CallerIdentity } from './callerIdentity.ts';
import type { Ringer, Ringing, RingOrder, RingState } from './ringer.ts';

/** A person hears it four times; who is called by a relay service has to be told first. */
const PATIENCE_MS = 60_000;
/** Behind a booking line a person is still to be found, and connected. */
const PATIENCE_WITH_DIGITS_MS = 180_000;

export interface RingsDeps {
  /** Makes a call that is known by its key from then on. */
  createCall(key: CallKey, caller: Caller): Call;
  /** @throws AudioUnavailable */
  openCall(call: Call, offersText: boolean): Promise<LocalTransports>;
  post(command: ToSipThread): void;
  hangUp(key: CallKey): void;
  /** The call is over: called for one that has not come to the SIP thread. */
  forget(key: CallKey): void;
  /** No new calls are to be made here. */
  isClosed(): boolean;
}

export class Rings implements Ringer {
  readonly #deps: RingsDeps;
  readonly #rings = new Map<CallKey, Ring>();

  constructor(deps: RingsDeps) {
    this.#deps = deps;
  }

  get activeCount(): number {
    return this.#rings.size;
  }

  ring(order: RingOrder, onState: (state: RingState) => void): Ringing {
    const key = randomUUID() as string as CallKey;
    const ring = new Ring(key, order, onState, this.#deps, () => this.#rings.delete(key));
    this.#rings.set(key, ring);
    void ring.start();
    return ring;
  }

  ringing(key: CallKey): void {
    this.#rings.get(key)?.ringing();
  }

  /** Of any call. @param why nobody has answered */
  ended(key: CallKey, why: Unanswered | undefined): void {
    this.#rings.get(key)?.ended(why);
  }
}

class Ring implements Ringing {
  readonly #key: CallKey;
  readonly #order: RingOrder;
  readonly #deps: RingsDeps;
  readonly #onState: (state: RingState) => void;
  readonly #onEnd: () => void;
  readonly #id: ParticipantId;
  #call: Call | undefined;
  #isAnswered = false;
  #isPosted = false;
  /** Known before the call is over. */
  #why: RingOutcome | undefined;
  #isOver = false;

  constructor(
    key: CallKey,
    order: RingOrder,
    onState: (state: RingState) => void,
    deps: RingsDeps,
    onEnd: () => void,
  ) {
    this.#key = key;
    this.#order = order;
    this.#onState = onState;
    this.#deps = deps;
    this.#onEnd = onEnd;
    this.#id = order.linkedTo ?? (randomUUID() as string as ParticipantId);
  }

  async start(): Promise<void> {
    // Nothing is told before `ring` has returned.
    await Promise.resolve();
    if (this.#isOver || this.#why !== undefined) return this.ended(undefined);
    if (this.#deps.isClosed()) return this.ended('failed');
    try {
      const call = (this.#call = this.#deps.createCall(this.#key, {
        identity: identityOf(this.#order),
        entry: this.#entry,
      }));
      const { to } = this.#order;
      // Room systems have none.
      const media = await this.#deps.openCall(call, to.type === 'phone');
      if (this.#why !== undefined) return this.#forget(undefined);
      this.#isPosted = true;
      this.#deps.post({ type: 'ring', call: this.#key, to, media });
    } catch {
      // Without ports, or without the audio thread.
      this.#forget('failed');
    }
  }

  sendDigits(digits: string): void {
    this.#call?.sendDigits(digits);
  }

  hangUp(): void {
    this.#why ??= 'hungUp';
    if (this.#isPosted && !this.#isOver) this.#deps.hangUp(this.#key);
  }

  ringing(): void {
    this.#tell({ type: 'ringing' });
  }

  ended(unanswered: Unanswered | undefined): void {
    if (this.#isOver) return;
    // Whoever hangs up instead of pressing a key.
    const byThem = this.#isAnswered ? 'declined' : 'failed';
    this.#tell({ type: 'ended', why: this.#why ?? unanswered ?? byThem });
    this.#isOver = true;
    this.#onEnd();
  }

  get #entry(): RungEntry {
    const { callId, as, linkedTo, digits } = this.#order;
    return {
      type: 'rung',
      callId,
      digits,
      known: { id: this.#id, name: as, isLinked: linkedTo !== undefined, isRung: true },
      patienceMs: digits === undefined ? PATIENCE_MS : PATIENCE_WITH_DIGITS_MS,
      onAnswered: () => {
        this.#isAnswered = true;
        this.#tell({ type: 'answered' });
      },
      onEntered: () => {
        this.#why = 'left';
        this.#tell({ type: 'entered', personId: this.#id });
      },
      onNotEntered: (why) => (this.#why ??= why),
    };
  }

  #forget(unanswered: Unanswered | undefined): void {
    this.ended(unanswered);
    this.#deps.forget(this.#key);
  }

  #tell(state: RingState): void {
    if (!this.#isOver) this.#onState(state);
  }
}

/** By what they would ring in from: whoever is removed stays out. */
function identityOf({ to, as }: RingOrder): CallerIdentity {
  const address = to.type === 'phone' ? to.number : to.uri;
  // Nothing is looked up.
  const client = { budgetKeys: [] };
  return { kind: to.type, name: as, client, alias: address, address };
}
