// A telephone in a meeting that says words: tones, in syllables, as the servers of this folder recognise them.
import { setTimeout as pause } from 'node:timers/promises';
import { sampleRateOf } from '../../server/src/sound/sampleRate.ts';
import { tone } from '../sound/tones.ts';
import { SipPhone } from '../telephone/sipPhone.ts';
import { SoundPhone, type SoundPhoneSettings } from '../telephone/soundPhone.ts';
import { VirtualPhone } from '../telephone/virtualPhone.ts';

const PACKET_MS = 20;
const SYLLABLE_MS = 200;
const BETWEEN_MS = 80;
const SYLLABLES = 3;
/** Ends an utterance. */
const REST_MS = 1_200;

export class SpeakingPhone {
  readonly #sound: SoundPhone;
  readonly #trunk: SipPhone;
  readonly #rate: number;
  #said = Promise.resolve();
  #isClosed = false;
  #toSay: Int16Array[] = [];

  private constructor(sound: SoundPhone, trunk: SipPhone, rate: number) {
    this.#sound = sound;
    this.#trunk = trunk;
    this.#rate = rate;
    this.#said = this.#send();
  }

  static async join(
    sipPort: number,
    callId: string,
    { number, ...settings }: SoundPhoneSettings & { number: string },
  ): Promise<SpeakingPhone> {
    const trunk = await SipPhone.udp(sipPort);
    const sound = await SoundPhone.open(settings);
    await VirtualPhone.join(trunk, callId, { number, sound });
    return new SpeakingPhone(sound, trunk, sampleRateOf(sound.agreed.codec));
  }

  /** Says one word, then the next; each sounds for 0.8 s. Returns after a rest. */
  async say(hertz: readonly number[], loudness = 6_000): Promise<void> {
    const speech = hertz.flatMap((one) => this.#wordOf(one, loudness));
    this.#toSay.push(...speech);
    await pause(speech.length * PACKET_MS + REST_MS);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#said;
    this.#trunk.close();
    this.#sound.close();
  }

  #wordOf(hertz: number, loudness: number): Int16Array[] {
    const samples = (this.#rate * PACKET_MS) / 1_000;
    const part = (ms: number, volume: number) =>
      Array.from({ length: ms / PACKET_MS }, () => tone(hertz, samples, volume, this.#rate));
    return Array.from({ length: SYLLABLES }, () => [
      ...part(SYLLABLE_MS, loudness),
      ...part(BETWEEN_MS, 0),
    ]).flat();
  }

  /** A packet each 20 ms, as a telephone does: silence while nothing is said. */
  async #send(): Promise<void> {
    const silence = new Int16Array((this.#rate * PACKET_MS) / 1_000);
    let due = performance.now();
    while (!this.#isClosed) {
      this.#sound.send(this.#toSay.shift() ?? silence);
      due += PACKET_MS;
      await pause(Math.max(0, due - performance.now()));
    }
  }
}
