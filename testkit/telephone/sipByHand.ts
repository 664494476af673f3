// The SIP thread without its sockets, so that fake timers work.
import { randomBytes } from 'node:crypto';
import { SipCalls } from '../../server/src/sip/sipCalls.ts';
import { SipAuthenticator } from '../../server/src/sip/sipAuthenticator.ts';
import type { Flow } from '../../server/src/sip/flow.ts';
import { SipCore } from '../../server/src/sip/sipCore.ts';
import type { CallKey, FromSipThread } from '../../server/src/sip/sipMessages.ts';
import { SipReceiver } from '../../server/src/sip/sipReceiver.ts';
import type { SipSettings } from '../../server/src/sip/sipSettings.ts';
import { SipPhone } from './sipPhone.ts';

/** Settings of the thread under test. */
export const SETTINGS: SipSettings = {
  port: 0,
  host: undefined,
  transports: ['udp', 'tcp', 'tls'],
  announcedAddress: '127.0.0.1',
  trunkAllow: [],
  user: undefined,
  password: undefined,
  tls: undefined,
  maxCallSeconds: 300,
  nonceKey: randomBytes(32),
  maxCalls: 50,
  dialOut: undefined,
};

export interface SipByHand {
  calls: SipCalls;
  core: SipCore;
  events: FromSipThread[];
  /** Errors of our own code. */
  failures: unknown[];
  phone: SipPhone;
}

/** @param maxTransactions default that of the product. */
export function sipByHand(onArrived: (call: CallKey) => void, maxTransactions?: number): SipByHand {
  const events: FromSipThread[] = [];
  const calls = new SipCalls(SETTINGS, (event) => {
    events.push(event);
    if (event.type === 'arrived') onArrived(event.call);
  });
  const core: SipCore = new SipCore({
    announcedAddress: SETTINGS.announcedAddress,
    ports: { UDP: 5060, TCP: 5060, TLS: 5061 },
    onInvite: (invite, peer, requestUri) => calls.arrive(invite, peer, requestUri, core),
    ...(maxTransactions !== undefined && { maxTransactions }),
  });
  const failures: unknown[] = [];
  const receiver = new SipReceiver(new SipAuthenticator(SETTINGS), core, (error) =>
    failures.push(error),
  );
  const phone = SipPhone.byHand((text) => receiver.receive(text, flow, 'trunk'));
  const say = (text: string) => void phone.received.push(text);
  const flow: Flow = {
    protocol: 'UDP',
    address: '127.0.0.1',
    port: 5066,
    sendOnce: say,
    send: (text) => Promise.resolve(say(text)),
    trust: () => {},
  };
  return { calls, core, events, failures, phone };
}
