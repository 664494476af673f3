// The SIP thread as the program starts it; tests send commands and read events.
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { vi } from 'vitest';
import type { LocalTransport } from '../../server/src/rtp/agreedMedia.ts';
import type { LocalTransports } from '../../server/src/sip/localSdp.ts';
import type { CallKey, FromSipThread, ToSipThread } from '../../server/src/sip/sipMessages.ts';
import type { SipSettings } from '../../server/src/sip/sipSettings.ts';
import '../../server/src/platform/keepWasmCode.ts';
import { SipPhone } from './sipPhone.ts';

export const SIP_THREAD = new URL('../../server/src/sip/sipThread.ts', import.meta.url);
export const SRTP_KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';

export const transportAt = (port: number): LocalTransport => ({ port, srtpKey: SRTP_KEY });

/** Generous, for loaded machines: a thread starts in half a second on one that is not. */
const WAIT = { timeout: 25_000, interval: 10 };

type EventOf<K extends FromSipThread['type']> = Extract<FromSipThread, { type: K }>;

/** The interface of a SIP thread, own or shared. */
export abstract class TestSip {
  /** The source address of its telephones. */
  abstract readonly address: string;
  /** So far, in order. */
  abstract get events(): readonly FromSipThread[];
  abstract get ports(): EventOf<'listening'>;
  /** Must stay empty, whatever the thread receives. */
  abstract readonly errors: readonly unknown[];
  readonly #phones: SipPhone[] = [];

  abstract post(command: ToSipThread): void;
  /** Answers each call that arrives from now on. */
  abstract answersAll(): void;

  /** Closed by `close`. */
  async phone(transport: 'UDP' | 'TCP' | 'TLS' = 'UDP'): Promise<SipPhone> {
    const { udpPort, tcpPort, tlsPort } = this.ports;
    const phone = await (transport === 'UDP'
      ? SipPhone.udp(udpPort, this.address)
      : SipPhone.stream(transport, transport === 'TCP' ? tcpPort : (tlsPort ?? 0), this.address));
    this.#phones.push(phone);
    return phone;
  }

  all<K extends FromSipThread['type']>(type: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.type === type);
  }

  /** The event number `count` of its type, once it has arrived. */
  async event<K extends FromSipThread['type']>(type: K, count = 1): Promise<EventOf<K>> {
    return vi.waitFor(() => {
      const found = this.all(type)[count - 1];
      if (found !== undefined) return found;
      const types = this.events.map((event) => event.type).join(' ');
      throw new Error(`no ${type}, but ${types} ${this.errors.join(' ')}`);
    }, WAIT);
  }

  /** @param media default audio only. */
  answer(call: CallKey, media: LocalTransports = { audio: transportAt(40_000) }): void {
    this.post({ type: 'answer', call, media });
  }

  /** Hangs up, and closes the telephones. */
  close(): Promise<void> {
    for (const { call } of this.all('arrived')) this.post({ type: 'hangUp', call });
    for (const phone of this.#phones.splice(0)) phone.close();
    return Promise.resolve();
  }
}

export class RunningSip extends TestSip {
  readonly address = '127.0.0.1';
  readonly events: FromSipThread[] = [];
  readonly errors: unknown[] = [];
  readonly #worker: Worker;
  #isStopping = false;

  private constructor(settings: SipSettings) {
    super();
    this.#worker = new Worker(SIP_THREAD, { workerData: settings });
    this.onEvent((event) => this.events.push(event));
    this.#worker.on('error', (error) => this.errors.push(error));
    this.#worker.on('exit', () => {
      if (!this.#isStopping) this.errors.push(new Error('the SIP thread has ended'));
    });
  }

  static async start(settings: Partial<SipSettings> = {}): Promise<RunningSip> {
    const sip = new RunningSip({
      port: 0,
      host: '127.0.0.1',
      transports: ['udp', 'tcp', 'tls'],
      announcedAddress: '127.0.0.1',
      trunkAllow: ['127.0.0.1'],
      user: undefined,
      password: undefined,
      tls: undefined,
      maxCallSeconds: 600,
      nonceKey: randomBytes(32),
      maxCalls: 20,
      dialOut: undefined,
      ...settings,
    });
    await sip.event('listening');
    return sip;
  }

  get ports(): EventOf<'listening'> {
    return this.all('listening')[0] ?? { type: 'listening', udpPort: 0, tcpPort: 0, tlsPort: 0 };
  }

  post(command: ToSipThread): void {
    if (command.type === 'stop') this.#isStopping = true;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(command);
  }

  onEvent(listener: (event: FromSipThread) => void): void {
    this.#worker.on('message', listener);
  }

  answersAll(): void {
    this.onEvent((event) => {
      if (event.type === 'arrived') this.answer(event.call);
    });
  }

  override async close(): Promise<void> {
    await super.close();
    await this.stop();
  }

  async stop(): Promise<void> {
    // Otherwise it waits for responses to its BYEs.
    for (const { call } of this.all('arrived')) this.post({ type: 'hangUp', call });
    this.post({ type: 'stop' });
    await this.event('stopped');
    await this.#worker.terminate();
  }
}
