// The SIP thread as the program starts it, with what it tells kept for looking at.
import { Worker } from 'node:worker_threads';
import { vi } from 'vitest';
import type { CallKey, FromSipThread, ToSipThread } from '../../server/src/sip/sipMessages.ts';
import type { SipSettings } from '../../server/src/sip/sipSettings.ts';
import '../../server/src/platform/keepWasmCode.ts';
import { WAIT_OPTIONS } from '../browser/page.ts';

export const SIP_THREAD = new URL('../../server/src/sip/sipThread.ts', import.meta.url);
export const SRTP_KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';

type News<K extends FromSipThread['type']> = Extract<FromSipThread, { type: K }>;

export class RunningSip {
  readonly news: FromSipThread[] = [];
  readonly errors: unknown[] = [];
  readonly #worker: Worker;

  private constructor(settings: SipSettings) {
    this.#worker = new Worker(SIP_THREAD, { workerData: settings });
    this.#worker.on('message', (news: FromSipThread) => this.news.push(news));
    this.#worker.on('error', (error) => this.errors.push(error));
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
      maxCalls: 20,
      ...settings,
    });
    await sip.told('listening');
    return sip;
  }

  get ports(): News<'listening'> {
    return this.all('listening')[0] ?? { type: 'listening', udpPort: 0, tcpPort: 0, tlsPort: 0 };
  }

  all<K extends FromSipThread['type']>(kind: K): News<K>[] {
    return this.news.filter((news): news is News<K> => news.type === kind);
  }

  /** The latest of its kind, once there are so many. */
  async told<K extends FromSipThread['type']>(kind: K, count = 1): Promise<News<K>> {
    return vi.waitFor(() => {
      const found = this.all(kind)[count - 1];
      if (found === undefined) throw new Error(`not told ${kind}, but ${this.#kinds}`);
      return found;
    }, WAIT_OPTIONS);
  }

  say(word: ToSipThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(word);
  }

  answer(call: CallKey): void {
    this.say({ type: 'answer', call, audio: { port: 40_000, srtpKey: SRTP_KEY } });
  }

  /** From now on each that arrives. */
  answersAll(): void {
    this.#worker.on('message', (news: FromSipThread) => {
      if (news.type === 'arrived') this.answer(news.call);
    });
  }

  async stop(): Promise<void> {
    this.say({ type: 'stop' });
    await this.told('stopped');
    await this.#worker.terminate();
  }

  get #kinds(): string {
    return this.news.map(({ type }) => type).join(' ');
  }
}
