// A telephone by hand in a call: it says a tone, and tells what it hears, prompts (of `tonePrompts.ts`) and tones of others.
import { waitFor } from '../waiting/waitFor.ts';
import type { PromptName } from '../../server/src/calls/ivr/prompts.ts';
import { speechDecoder } from '../../server/src/sound/phoneStreamDecoder.ts';
import { loudnessOf, toneIn } from '../sound/tones.ts';
import { SipPhone } from './sipPhone.ts';
import { SoundPhone } from './soundPhone.ts';
import { PromptEar } from './tonePrompts.ts';
import { VirtualPhone } from './virtualPhone.ts';

const LOOPBACK = '127.0.0.1';
const A_SECOND = 8_000;
/** In which it is judged whether a tone is there. */
const GAP_WINDOW = 400;
/** Loud enough to be heard, and quiet enough to be no prompt. */
const LOUDNESS = 4_000;
/** In dB below full scale: a tone louder than the one is heard, quieter than the other is not. */
const HEARD = -40;
const UNHEARD = -60;
/** Generous, for loaded machines. */
const WAIT = { timeout: 40_000, interval: 50 };

export interface ListeningPhoneOptions {
  number?: string;
  /** Below 600, which is where prompts begin. */
  hertz: number;
  /** Its own; default 127.0.0.1. */
  address?: string;
  /** The server's; default 127.0.0.1. */
  server?: string;
}

export class ListeningPhone {
  readonly sip: SipPhone;
  readonly call: VirtualPhone;
  readonly #sound: SoundPhone;
  readonly #decoder = speechDecoder('PCMA');
  /** With room for more. */
  #samples = new Int16Array(10 * A_SECOND);
  #sampleCount = 0;
  #decoded = 0;
  #ear = new PromptEar();
  /** Samples before it are forgotten. */
  #since = 0;

  private constructor(sip: SipPhone, sound: SoundPhone) {
    this.sip = sip;
    this.#sound = sound;
    this.call = new VirtualPhone(sip);
  }

  /** In a call, and speaking. @param port the server's, of SIP over UDP */
  static async call(port: number, options: ListeningPhoneOptions): Promise<ListeningPhone> {
    const { number, hertz, address = LOOPBACK, server = LOOPBACK } = options;
    const sound = await SoundPhone.open({ hertz, loudness: LOUDNESS, address, server });
    const phone = new ListeningPhone(await SipPhone.udp(port, address, server), sound);
    try {
      await phone.call.invite({ sound, ...(number !== undefined && { number }) });
      phone.call.acknowledge();
      sound.startTone();
      return phone;
    } catch (error) {
      phone.close();
      throw error;
    }
  }

  /** In a call, with these digits keyed, and `#`. */
  static async join(
    port: number,
    digits: string,
    options: ListeningPhoneOptions,
  ): Promise<ListeningPhone> {
    const phone = await ListeningPhone.call(port, options);
    await phone.call.key(`${digits}#`);
    return phone;
  }

  key(digits: string): Promise<void> {
    return this.call.key(digits);
  }

  /** All prompts since the call began, or since `forget`. */
  get prompts(): PromptName[] {
    return this.#ear.promptsIn(this.#heard);
  }

  /** What has been said so far does not count. */
  forget(): void {
    this.#since = this.#heard.length;
    this.#ear = new PromptEar(this.#since);
  }

  async hearsPrompt(name: PromptName): Promise<void> {
    await waitFor(() => {
      const { prompts } = this;
      if (!prompts.includes(name)) throw new Error(`hears ${prompts.join()}, not ${name}`);
    }, WAIT);
  }

  /** In the last second. */
  levelOf(hertz: number): number {
    const last = this.#heard.subarray(-A_SECOND);
    return last.length < A_SECOND
      ? -Infinity
      : loudnessOf(
          Float32Array.from(last, (one) => one / 32_768),
          hertz,
        );
  }

  async hears(hertz: number): Promise<void> {
    await waitFor(() => {
      const level = this.levelOf(hertz);
      if (level < HEARD) throw new Error(`hears ${hertz} Hz at ${level} dB only`);
    }, WAIT);
  }

  async hearsNot(hertz: number): Promise<void> {
    await waitFor(() => {
      const level = this.levelOf(hertz);
      if (level > UNHEARD) throw new Error(`hears ${hertz} Hz at ${level} dB`);
    }, WAIT);
  }

  /** The longest time for which that tone was away, since `forget`, in seconds; to the end if it has not come back. */
  longestGap(hertz: number): number {
    const samples = this.#heard.subarray(this.#since);
    let [longest, gap] = [0, 0];
    for (let from = 0; from + GAP_WINDOW <= samples.length; from += GAP_WINDOW) {
      const isThere = toneIn(samples.subarray(from, from + GAP_WINDOW), hertz) > LOUDNESS / 4;
      gap = isThere ? 0 : gap + GAP_WINDOW;
      longest = Math.max(longest, gap);
    }
    return longest / A_SECOND;
  }

  /** By the server. */
  get isHungUp(): boolean {
    return this.sip.received.some((text) => text.startsWith('BYE '));
  }

  async untilHungUp(): Promise<void> {
    await waitFor(() => {
      if (!this.isHungUp) throw new Error(`not hung up; it heard ${this.prompts.join()}`);
    }, WAIT);
  }

  async hangUp(): Promise<void> {
    this.#sound.stopTone();
    await this.call.hangUp();
  }

  /** As if its network were gone: nothing comes any more. */
  fallSilent(): void {
    this.#sound.stopTone();
  }

  close(): void {
    if (!this.isHungUp) this.call.dialog.request('BYE');
    this.#sound.close();
    this.sip.close();
  }

  get #heard(): Int16Array {
    const fresh = this.#sound.heard.slice(this.#decoded);
    this.#decoded += fresh.length;
    for (const { payload } of fresh) {
      const decoded = this.#decoder.decode(payload);
      const end = this.#sampleCount + decoded.length;
      if (end > this.#samples.length) {
        const larger = new Int16Array(2 * end);
        larger.set(this.#samples);
        this.#samples = larger;
      }
      this.#samples.set(decoded, this.#sampleCount);
      this.#sampleCount = end;
    }
    return this.#samples.subarray(0, this.#sampleCount);
  }
}
