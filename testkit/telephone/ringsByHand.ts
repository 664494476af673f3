// Calls that the SIP thread makes, without its sockets, so that fake timers work.
import { randomUUID } from 'node:crypto';
import type { Flow } from '../../server/src/sip/flow.ts';
import { SipAuthenticator } from '../../server/src/sip/sipAuthenticator.ts';
import { type DialOut, SipCalls } from '../../server/src/sip/sipCalls.ts';
import { SipCore } from '../../server/src/sip/sipCore.ts';
import type { CallKey, FromSipThread } from '../../server/src/sip/sipMessages.ts';
import { SipReceiver } from '../../server/src/sip/sipReceiver.ts';
import { SETTINGS } from './sipByHand.ts';
import type { Draw } from './sipMutations.ts';
import { transportAt } from './sipThread.ts';
import { type Answer, responseTo } from './testTrunk.ts';

type EventOf<K extends FromSipThread['type']> = Extract<FromSipThread, { type: K }>;

/** More requests than are open at a time. */
const MAX_SENT = 400;

export class RingsByHand {
  readonly core: SipCore;
  readonly events: FromSipThread[] = [];
  readonly failures: unknown[] = [];
  /** The requests of the thread. */
  readonly sent: string[] = [];
  rung = 0;
  readonly #calls: SipCalls;
  readonly #receiver: SipReceiver;
  readonly #dialOut: DialOut;
  readonly #keys: CallKey[] = [];
  readonly #flow: Flow = {
    protocol: 'UDP',
    address: '127.0.0.1',
    port: 5066,
    sendOnce: () => {},
    send: (text) => {
      if (!text.startsWith('SIP/2.0 ')) this.sent.push(text);
      if (this.sent.length > MAX_SENT) this.sent.shift();
      return Promise.resolve();
    },
    trust: () => {},
  };

  constructor(account?: { user: string; password: string }) {
    this.#calls = new SipCalls(SETTINGS, (event) => this.events.push(event));
    this.core = new SipCore({
      announcedAddress: SETTINGS.announcedAddress,
      ports: { UDP: 5060, TCP: 5060, TLS: 5061 },
      onInvite: (invite) => void invite.reject(),
    });
    this.#receiver = new SipReceiver(new SipAuthenticator(SETTINGS), this.core, (error) =>
      this.failures.push(error),
    );
    const settings = {
      host: 'trunk.example',
      port: undefined,
      protocol: 'UDP' as const,
      user: account?.user,
      password: account?.password,
      from: '+46480445511',
    };
    this.#dialOut = {
      trunk: { settings, reach: () => Promise.resolve(this.#flow), hold: () => () => {} },
      expect: () => {},
      report: () => {},
    };
  }

  get agreed(): EventOf<'agreed'>[] {
    return this.#all('agreed');
  }

  get ended(): EventOf<'ended'>[] {
    return this.#all('ended');
  }

  /** Until its INVITE has been sent. */
  async ring(): Promise<void> {
    const call = randomUUID() as string as CallKey;
    const to = { type: 'phone', number: '+46701234567' } as const;
    const media = { audio: transportAt(40_000) };
    this.#calls.ring({ type: 'ring', call, to, media }, this.core, this.#dialOut);
    this.#keys.push(call);
    this.rung += 1;
    // No timer is in its way.
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
  }

  hangUpOne(draw: Draw): void {
    const call = this.#keys[draw.below(this.#keys.length)];
    if (call !== undefined) this.#calls.handle({ type: 'hangUp', call });
  }

  /** To the last request. */
  respond(status: string, answer: Answer = {}): void {
    const invite = this.sent.findLast((text) => text.startsWith('INVITE ')) ?? '';
    this.receive(this.response(invite, status, answer));
  }

  response(request: string, status: string, answer: Answer): string {
    return responseTo(request, status, { contact: '<sip:phone@127.0.0.1:5066>', ...answer });
  }

  receive(text: string): void {
    this.#receiver.receive(text, this.#flow, 'trunk');
  }

  #all<K extends FromSipThread['type']>(type: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.type === type);
  }
}
