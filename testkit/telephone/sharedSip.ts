// One SIP thread for all tests of a file. Each test calls from its own address and sees only those calls.
import { afterAll, afterEach, expect } from 'vitest';
import type { FromSipThread, ToSipThread } from '../../server/src/sip/sipMessages.ts';
import type { SipSettings } from '../../server/src/sip/sipSettings.ts';
import { RunningSip, TestSip } from './sipThread.ts';

/** The calls from one address, which has its own rate limits and transactions. */
class CallsFromAddress extends TestSip {
  readonly address: string;
  readonly #sip: RunningSip;
  #isAnswering = false;

  constructor(sip: RunningSip, address: string) {
    super();
    this.#sip = sip;
    this.address = address;
  }

  get events(): FromSipThread[] {
    const isMine = (event: FromSipThread) =>
      event.type === 'arrived' && event.caller.trunk === this.address;
    const calls = new Set<string>();
    return this.#sip.events.filter((event) => {
      if (!('call' in event)) return false;
      if (isMine(event)) calls.add(event.call);
      return calls.has(event.call);
    });
  }

  get ports() {
    return this.#sip.ports;
  }

  get errors() {
    return this.#sip.errors;
  }

  post(command: ToSipThread): void {
    if (command.type === 'stop') throw new Error('others use this thread too');
    this.#sip.post(command);
  }

  answersAll(): void {
    this.#isAnswering = true;
  }

  receive(event: FromSipThread): void {
    const isMine = event.type === 'arrived' && event.caller.trunk === this.address;
    if (this.#isAnswering && isMine) this.answer(event.call);
  }
}

/**
 * Call it once in a file.
 * @param settings of the shared thread.
 * @returns a function that starts a test's SIP: the shared thread, or a separate one where the test needs other
 * settings (`{}`: where it stops the thread or uses up its limits). It is closed after the test.
 */
export function sharedSip(
  settings: Partial<SipSettings> = {},
): (own?: Partial<SipSettings>) => Promise<TestSip> {
  let shared: RunningSip | undefined;
  let current: CallsFromAddress | undefined;
  let tests = 0;
  const open: TestSip[] = [];

  async function common(): Promise<CallsFromAddress> {
    if (shared === undefined) {
      shared = await RunningSip.start({ trunkAllow: ['127.0.0.0/8'], ...settings });
      shared.onEvent((event) => current?.receive(event));
    }
    tests += 1;
    current = new CallsFromAddress(
      shared,
      `127.0.${10 + Math.floor(tests / 250)}.${1 + (tests % 250)}`,
    );
    return current;
  }

  afterEach(async () => {
    for (const sip of open.splice(0)) {
      await sip.close();
      expect(sip.errors).toEqual([]);
    }
  });
  afterAll(async () => {
    await shared?.stop();
    expect(shared?.errors ?? []).toEqual([]);
  });

  return async (own) => {
    const sip = await (own === undefined ? common() : RunningSip.start({ ...settings, ...own }));
    open.push(sip);
    return sip;
  };
}
