// One telephone: its ports, what it is sent, and what is told of it.
import type { AgreedAudio, LocalAudio } from '../rtp/agreedMedia.ts';
import { randomUUID } from 'node:crypto';
import { CLOCK_RATE, encodeG711, FRAME_SAMPLES } from './g711.ts';
import { RemoteReception, type RemoteReport } from '../rtp/remoteReception.ts';
import { LineListening } from './lineListening.ts';
import { soft } from './mixer.ts';
import { PromptPlayback } from './promptPlayback.ts';
import { Relay } from './relay.ts';
import { writeReport } from '../rtp/rtcp.ts';
import type { PortPair, RtpSocket } from '../rtp/rtpPorts.ts';
import { RtpSender } from '../rtp/rtpSender.ts';
import type { FromSoundThread, LineKey, SendingToMeeting } from './soundMessages.ts';
import { drawSrtpKey, SrtpSender } from '../rtp/srtp.ts';

const REPORT_EVERY_MS = 5_000;
const LOSS_EVERY_MS = 1_000;
/** In hundredths: a smaller change is not told. */
const LOSS_STEPS = 100;
/** While a prompt is played the meeting is so much quieter: 10 dB. */
const DUCKED = 0.3;
const DUCK_STEP = (1 - DUCKED) / 5;
const silence = new Int16Array(FRAME_SAMPLES);

export class Line {
  readonly key: LineKey;
  readonly audio: LocalAudio;
  readonly #ports: PortPair;
  readonly #silenceMs: number;
  readonly #tell: (news: FromSoundThread) => void;
  readonly #listening: LineListening;
  #sending = new RtpSender(CLOCK_RATE);
  #farReception = new RemoteReception();
  readonly #cname = randomUUID();
  readonly #srtpKey = drawSrtpKey();
  #srtp: SrtpSender | undefined;
  #agreed: AgreedAudio | undefined;
  #playing: PromptPlayback | undefined;
  #meetingShare = 1;
  #reportedAt: number;
  /** Packets sent up to the last report, and to the one before it. */
  #reportedCounts: readonly [number, number] = [0, 0];
  #lossAt: number;
  #loss = 0;
  #isSilent = false;
  #isClosed = false;

  constructor(
    key: LineKey,
    ports: PortPair,
    silenceSeconds: number,
    tell: (news: FromSoundThread) => void,
  ) {
    this.key = key;
    this.#ports = ports;
    this.#silenceMs = silenceSeconds * 1_000;
    this.#tell = tell;
    this.#lossAt = performance.now();
    this.#reportedAt = this.#lossAt;
    this.audio = { port: ports.rtp.port, srtpKey: this.#srtpKey };
    this.#listening = new LineListening({
      keyed: (digit) => tell({ type: 'digit', line: key, digit }),
      reported: (report) => this.#reported(report),
    });
    ports.rtp.listen((packet, source) =>
      this.#listening.takeRtp(packet, source, performance.now()),
    );
    ports.rtcp.listen((packet, source) =>
      this.#listening.takeRtcp(packet, source, performance.now()),
    );
  }

  /** The codec that it hears, while it is to hear anything. */
  get hears(): AgreedAudio['codec'] | undefined {
    return this.#agreed?.isHearing === true ? this.#agreed.codec : undefined;
  }

  /** It hears nothing but what it is in. */
  get isPlaying(): boolean {
    return this.#playing !== undefined || this.#meetingShare < 1;
  }

  agree(audio: AgreedAudio): void {
    this.#listening.agree(audio, performance.now());
    if (isElsewhere(audio, this.#agreed)) this.#hearAnew();
    if (audio.remoteSrtpKey === undefined) this.#srtp = undefined;
    // Its count of packets goes on over a re-INVITE (RFC 3711 §3.2.1).
    else if (this.#srtp === undefined) {
      if (this.#agreed !== undefined) this.#sendAnew();
      this.#srtp = new SrtpSender(this.#srtpKey);
    }
    this.#agreed = audio;
  }

  play(files: readonly string[], isRepeated: boolean): void {
    const playing = new PromptPlayback(files, isRepeated, () => {
      if (this.#playing !== playing) return;
      this.#playing = undefined;
      this.#tell({ type: 'played', line: this.key });
    });
    this.#playing = playing;
  }

  stopPlaying(): void {
    this.#playing = undefined;
  }

  enterMeeting(relaying: RtpSocket, sending: SendingToMeeting): void {
    this.#listening.setRelay(new Relay(relaying, sending));
  }

  leaveMeeting(): void {
    this.#listening.setRelay(undefined);
    this.#meetingShare = 1;
  }

  setMuted(isMuted: boolean): void {
    this.#listening.setMuted(isMuted);
  }

  /** 20 ms of what it says in the meeting. */
  pull(now: number): Int16Array | undefined {
    return this.#listening.pull(now);
  }

  /** The next 20 ms. @param heard of the meeting; undefined where there is nothing. */
  send(heard: Int16Array | undefined, now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    const frame = this.#withPrompt(heard);
    if (agreed.isHearing) this.sendEncoded(encodeG711(agreed.codec, frame), now);
    else this.#sending.skip(FRAME_SAMPLES, now);
  }

  /** The same where it has been encoded for others already. */
  sendEncoded(encoded: Uint8Array, now: number): void {
    const agreed = this.#agreed;
    const { target } = this.#listening;
    if (agreed === undefined || target === undefined) return;
    const { payloadType, packetMs } = agreed;
    for (const packet of this.#sending.put(encoded, payloadType, packetMs, now)) {
      this.#ports.rtp.send(this.#srtp?.protect(packet) ?? packet, target);
    }
  }

  /** What is due now and then; called each 20 ms. */
  look(now: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined) return;
    if (now - this.#lossAt >= LOSS_EVERY_MS) {
      this.#lossAt = now;
      this.#tellLoss();
    }
    if (now - this.#reportedAt >= REPORT_EVERY_MS) this.#report(now, false);
    const isSilent = agreed.isSending && now - this.#listening.heardAt >= this.#silenceMs;
    if (isSilent && !this.#isSilent) this.#tell({ type: 'fellSilent', line: this.key });
    this.#isSilent = isSilent;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#playing = undefined;
    if (this.#agreed !== undefined) this.#report(performance.now(), true);
    this.#ports.rtp.close();
    this.#ports.rtcp.close();
  }

  #withPrompt(heard: Int16Array | undefined): Int16Array {
    const prompt = this.#playing?.next();
    if (heard === undefined) return prompt ?? silence;
    const before = this.#meetingShare;
    const wanted = prompt === undefined ? before + DUCK_STEP : before - DUCK_STEP;
    this.#meetingShare = Math.min(1, Math.max(DUCKED, wanted));
    if (prompt === undefined && before === 1) return heard;
    const step = (this.#meetingShare - before) / FRAME_SAMPLES;
    return heard.map((sample, at) => soft(sample * (before + step * at) + (prompt?.[at] ?? 0)));
  }

  #reported(report: RemoteReport): void {
    if (report.ssrc !== this.#sending.ssrc) return;
    const isHearing = this.#farReception.take(report, this.#sending.packetCount);
    if (isHearing !== undefined) this.#tell({ type: 'hearingChanged', line: this.key, isHearing });
  }

  /** As another stream: with the counts of one that was encrypted before, its key stream would come again (§9.1). */
  #sendAnew(): void {
    this.#sending = new RtpSender(CLOCK_RATE);
    this.#reportedCounts = [0, 0];
    this.#hearAnew();
  }

  /** Another device: nothing is known of what it gets. */
  #hearAnew(): void {
    const { isHearing } = this.#farReception;
    this.#farReception = new RemoteReception();
    if (!isHearing) this.#tell({ type: 'hearingChanged', line: this.key, isHearing: true });
  }

  #tellLoss(): void {
    const loss = Math.round(this.#listening.reception.lossSinceLast() * LOSS_STEPS) / LOSS_STEPS;
    if (loss === this.#loss) return;
    this.#loss = loss;
    this.#tell({ type: 'lossChanged', line: this.key, loss });
  }

  #report(now: number, isLast: boolean): void {
    this.#reportedAt = now;
    const target = this.#listening.rtcpTarget;
    if (target === undefined) return;
    const { packetCount } = this.#sending;
    const report = writeReport(
      {
        sending: this.#sending,
        reception: this.#listening.reception,
        cname: this.#cname,
        isOnlyReceiving: packetCount === this.#reportedCounts[1],
        isLast,
      },
      now,
    );
    this.#reportedCounts = [packetCount, this.#reportedCounts[0]];
    const socket = this.#agreed?.isRtcpMuxed === true ? this.#ports.rtp : this.#ports.rtcp;
    socket.send(this.#srtp?.protectRtcp(report) ?? report, target);
  }
}

const isElsewhere = (audio: AgreedAudio, before: AgreedAudio | undefined) =>
  audio.address !== before?.address || audio.port !== before.port;
