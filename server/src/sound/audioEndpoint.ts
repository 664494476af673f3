// The audio of one call: what the telephone hears, what it says, and what is reported of it.
import type { AgreedAudio, LocalTransport } from '../rtp/agreedMedia.ts';
import type { PortPair, RtpSocket } from '../rtp/rtpPorts.ts';
import { AudioRtpSession, type AudioRtpSessionEvents } from '../rtp/audioRtpSession.ts';
import type { G711Codec } from './g711.ts';
import { Upsampler } from './halfBandFilter.ts';
import { TelephoneEventSender } from '../rtp/telephoneEventSender.ts';
import { EndpointInput } from './endpointInput.ts';
import { softClip } from './mixer.ts';
import { PromptPlayback } from './promptPlayback.ts';
import {
  FRAME_CLOCK_STEPS,
  NARROWBAND,
  type SampleRate,
  sampleRateOf,
  samplesInFrame,
  WIDEBAND,
} from './sampleRate.ts';
import { speechEncoder, type SpeechEncoder } from './speechEncoder.ts';
import { Uplink } from './uplink.ts';
import type { FromAudioThread, EndpointKey, SendingToMeeting } from './audioMessages.ts';

const LOSS_INTERVAL_MS = 1_000;
/** Loss is reported in hundredths. */
const LOSS_STEPS = 100;
/** While a prompt is played the meeting is 10 dB quieter, fading within 100 ms. */
const DUCKED_GAIN = 0.3;
const DUCK_STEP = (1 - DUCKED_GAIN) / 5;
/** Of the RTP timestamps, whatever the codec. */
const CLOCK_RATE = 8_000;
const silence: Readonly<Record<SampleRate, Int16Array>> = {
  [NARROWBAND]: new Int16Array(samplesInFrame(NARROWBAND)),
  [WIDEBAND]: new Int16Array(samplesInFrame(WIDEBAND)),
};

/** All times are in milliseconds of `performance.now()`. */
export class AudioEndpoint {
  readonly key: EndpointKey;
  /** However many others in its mix are louder. */
  isAlwaysHeard = false;
  readonly #silenceMs: number;
  readonly #emit: (event: FromAudioThread) => void;
  readonly #session: AudioRtpSession;
  readonly #input: EndpointInput;
  #agreed: AgreedAudio | undefined;
  #encoder: SpeechEncoder = speechEncoder('PCMA');
  #playback: PromptPlayback | undefined;
  #promptUpsampler = new Upsampler();
  #meetingGain = 1;
  readonly #keys = new TelephoneEventSender();
  #lossAt = performance.now();
  #loss = 0;
  #saidSilentAt = -Infinity;
  #isClosed = false;

  /** @param ports closed with the endpoint. */
  constructor(
    key: EndpointKey,
    ports: PortPair,
    silenceSeconds: number,
    emit: (event: FromAudioThread) => void,
  ) {
    this.key = key;
    this.#silenceMs = silenceSeconds * 1_000;
    this.#emit = emit;
    this.#input = new EndpointInput((digit) => emit({ type: 'digit', endpoint: key, digit }));
    const events: AudioRtpSessionEvents = {
      onPacket: (packet, isNew, now) =>
        this.#input.receive(packet, isNew, this.#session.reception, now),
      onReachedChanged: (isReached) => emit({ type: 'reachedChanged', endpoint: key, isReached }),
    };
    // The picture of the same call has the same CNAME, so that both are synchronised (RFC 3550 §6.5.1).
    this.#session = new AudioRtpSession(ports, CLOCK_RATE, events, key);
  }

  /** For our SDP. */
  get local(): LocalTransport {
    return this.#session.local;
  }

  /** Of what it says and hears. */
  get sampleRate(): SampleRate {
    return this.#agreed === undefined ? NARROWBAND : sampleRateOf(this.#agreed.codec);
  }

  /**
   * The codec in which it can share the others' encoded frame: undefined while it hears nothing, or something of its
   * own; and for G.722, in which each byte builds on those before.
   */
  get sharedCodec(): G711Codec | undefined {
    const agreed = this.#agreed;
    const hasOwnAudio =
      this.#playback !== undefined || this.#meetingGain < 1 || this.#keys.isSending;
    if (agreed?.isHearing !== true || agreed.codec === 'G722' || hasOwnAudio) return undefined;
    return agreed.codec;
  }

  agree(audio: AgreedAudio): void {
    this.#session.agree(audio, this.#input.agree(audio));
    if (audio.codec !== this.#agreed?.codec) this.#encoder = speechEncoder(audio.codec);
    this.#agreed = audio;
  }

  play(files: readonly string[], isRepeated: boolean): void {
    const playback = new PromptPlayback(files, isRepeated, () => {
      if (this.#playback !== playback) return;
      this.#playback = undefined;
      this.#emit({ type: 'played', endpoint: this.key });
    });
    this.#playback = playback;
  }

  stopPlaying(): void {
    this.#playback = undefined;
  }

  /** By RFC 4733, instead of what it hears. At once `digitsSent` where the other end takes none. */
  sendDigits(digits: string): void {
    const takesThem = this.#agreed?.digitsPayloadType !== undefined;
    if (takesThem) this.#keys.press(digits);
    if (!this.#keys.isSending) this.#emit({ type: 'digitsSent', endpoint: this.key });
  }

  enterMeeting(socket: RtpSocket, sending: SendingToMeeting): void {
    this.#input.setUplink(new Uplink(socket, sending, this.key));
  }

  leaveMeeting(): void {
    this.#input.setUplink(undefined);
    this.#meetingGain = 1;
  }

  setMuted(isMuted: boolean): void {
    this.#input.setMuted(isMuted);
  }

  /** @returns its next 20 ms for the mix; undefined while it says nothing there. */
  pull(now: number): Int16Array | undefined {
    return this.#input.pull(now);
  }

  /** Sends the next 20 ms. @param heard of the meeting, at its rate; undefined when there is nothing. */
  send(heard: Int16Array | undefined, now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    const frame = this.#withPrompt(heard);
    if (agreed.isHearing && this.#keys.isSending && this.#sendKey(agreed, now)) return;
    if (agreed.isHearing) this.sendEncoded(this.#encoder.encode(frame), now);
    else this.#session.skip(FRAME_CLOCK_STEPS, now);
  }

  /** @returns whether it is a key's turn. */
  #sendKey({ digitsPayloadType }: AgreedAudio, now: number): boolean {
    const event = this.#keys.next();
    if (!this.#keys.isSending) this.#emit({ type: 'digitsSent', endpoint: this.key });
    if (event === undefined || digitsPayloadType === undefined) return false;
    this.#session.sendEvent(event, digitsPayloadType, FRAME_CLOCK_STEPS, now);
    return true;
  }

  /** Sends a frame that has been encoded once for several endpoints. */
  sendEncoded(encoded: Uint8Array, now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    this.#session.send(encoded, agreed.payloadType, agreed.packetMs, now);
  }

  /** Reports what is due: RTCP, loss, silence. Called each 20 ms. */
  tick(now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    if (now - this.#lossAt >= LOSS_INTERVAL_MS) {
      this.#lossAt = now;
      this.#emitLoss();
    }
    this.#session.reportWhenDue(now);
    const since = Math.max(this.#session.heardAt, this.#saidSilentAt);
    if (!agreed.isSending || now - since < this.#silenceMs) return;
    this.#saidSilentAt = now;
    this.#emit({ type: 'fellSilent', endpoint: this.key });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#playback = undefined;
    this.#session.close();
  }

  #withPrompt(heard: Int16Array | undefined): Int16Array {
    const prompt = this.#nextOfPrompt();
    if (heard === undefined) return prompt ?? silence[this.sampleRate];
    const before = this.#meetingGain;
    const wanted = prompt === undefined ? before + DUCK_STEP : before - DUCK_STEP;
    this.#meetingGain = Math.min(1, Math.max(DUCKED_GAIN, wanted));
    if (prompt === undefined && before === 1) return heard;
    const step = (this.#meetingGain - before) / heard.length;
    return heard.map((sample, at) => softClip(sample * (before + step * at) + (prompt?.[at] ?? 0)));
  }

  #nextOfPrompt(): Int16Array | undefined {
    const prompt = this.#playback?.next();
    if (prompt === undefined || this.sampleRate === NARROWBAND) return prompt;
    return this.#promptUpsampler.convert(prompt);
  }

  #emitLoss(): void {
    const loss = Math.round(this.#session.reception.lossSinceLast() * LOSS_STEPS) / LOSS_STEPS;
    if (loss === this.#loss) return;
    this.#loss = loss;
    this.#emit({ type: 'lossChanged', endpoint: this.key, loss });
  }
}
