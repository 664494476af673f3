// A room system: Linphone with Cisco's OpenH264, without screen, camera or sound card.
//
// What it is like (linphonec 5.1):
// - It does not start without a folder for its database, and offers IPv6 unless told not to.
// - It offers H.264 in packetization mode 0 alone (its fmtp has only the profile), and feedback under AVP.
// - Its camera is a still picture, so that what it sends has colours and no moving frame number.
// - Its snapshots are JPEGs whose black is 16 and whose white is 235.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, freePorts } from '../network/ports.ts';
import { run } from '../network/run.ts';
import { makeFilm, whyNoFilm } from '../picture/film.ts';
import { Picture } from '../picture/picture.ts';
import { type Quarters, ROOM_QUARTERS } from '../picture/testPattern.ts';
import { loudnessOf } from '../sound/tones.ts';
import { readSamples, writeTone } from '../sound/wave.ts';
import { waitFor } from '../waiting/waitFor.ts';
import type { RoomEndpoint } from './roomEndpoint.ts';

const PROGRAM = '/usr/bin/linphonec';
const OPENH264 = '/usr/share/doc/mediastreamer2-plugin-openh264';
const FFMPEG = ['/usr/bin/ffmpeg', '-v', 'error', '-nostdin', '-y'];
/** It sends the picture and any tone at 16 kHz. */
const RATE = 16_000;
const SPEAKS_SECONDS = 120;
const DIGIT_MS = 300;
/** It prints its prompt within a second, later on a busy machine. */
const STARTED = { timeout: 15_000, interval: 50 };
const NEXT_FRAME = { timeout: 5_000, interval: 50 };

/** The reason why none can be started; undefined if it can. */
export function whyNoLinphoneRoom(): string | undefined {
  const isHere = existsSync(PROGRAM) && existsSync(OPENH264);
  const packages = 'linphone-cli mediastreamer2-plugin-openh264';
  return isHere ? whyNoFilm() : `no linphonec here: apt-get install ${packages}`;
}

export interface LinphoneRoomOptions {
  /** Letters and digits. */
  name: string;
  /** The tone that it sends, in hertz; 0 for silence. */
  hertz: number;
  transport?: 'udp' | 'tcp' | 'tls';
  codec?: 'PCMA' | 'G722';
  quarters?: Quarters;
  /** RTP/AVPF (RFC 4585) instead of feedback under RTP/AVP. */
  isAvpf?: boolean;
}

export class LinphoneRoom implements RoomEndpoint {
  readonly #folder: string;
  readonly #program: ChildProcess;
  readonly #transport: string;
  #printed = '';
  #snapshots = 0;

  private constructor(folder: string, program: ChildProcess, transport: string) {
    this.#folder = folder;
    this.#program = program;
    this.#transport = transport;
    const add = (text: Buffer) => (this.#printed += text.toString());
    program.stdout?.on('data', add);
    program.stdin?.on('error', () => undefined);
  }

  static async start(options: LinphoneRoomOptions): Promise<LinphoneRoom> {
    const { hertz, transport = 'udp', quarters = ROOM_QUARTERS } = options;
    const film = await makeFilm({ quarters, seconds: 1 });
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-linphone-'));
    await mkdir(join(folder, '.local/share/linphone'), { recursive: true });
    const tone = { hertz, seconds: SPEAKS_SECONDS, rate: RATE, volume: hertz === 0 ? 0 : 0.3 };
    await writeTone(join(folder, 'spoken.wav'), tone);
    await run([...FFMPEG, '-i', film, '-frames:v', '1', join(folder, 'camera.jpg')]);
    await writeFile(join(folder, 'linphonerc'), await configOf(options));
    const program = spawn(PROGRAM, ['-c', join(folder, 'linphonerc'), '-V'], {
      env: { ...process.env, HOME: folder },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const room = new LinphoneRoom(folder, program, transport);
    await room.#setUp().catch(async (error: unknown) => {
      await room.stop();
      throw error;
    });
    return room;
  }

  get isInCall(): boolean {
    const latest = this.#printed
      .match(/^.*Call \d+ with .* (?:connected|ended|error).*$/gm)
      ?.at(-1);
    return latest?.includes(' connected') ?? false;
  }

  dial(sipPort: number, user = 'mote'): void {
    this.#command(`call sip:${user}@127.0.0.1:${sipPort};transport=${this.#transport}`);
  }

  async key(digits: string): Promise<void> {
    for (const digit of digits) {
      this.#command(digit);
      await pause(DIGIT_MS);
    }
  }

  hangUp(): void {
    this.#command('terminate');
  }

  hold(): void {
    this.#command('pause 1');
  }

  resume(): void {
    this.#command('resume 1');
  }

  setCamera(isOn: boolean): void {
    this.#command(`camera ${isOn ? 'on' : 'off'}`);
  }

  /** Asks for a key frame by INFO `picture_fast_update` (RFC 5168). */
  askForKeyFrame(): void {
    this.#command('vfureq');
  }

  async sees(): Promise<Picture> {
    this.#snapshots += 1;
    const path = join(this.#folder, `snapshot-${this.#snapshots}.jpg`);
    this.#command(`snapshot ${path}`);
    return waitFor(async () => {
      const jpeg = await readFile(path);
      // End of image.
      if (jpeg.at(-1) !== 0xd9) throw new Error('the snapshot is not whole yet');
      await run([...FFMPEG, '-i', path, `${path}.png`]);
      return Picture.parse(await readFile(`${path}.png`));
    }, NEXT_FRAME);
  }

  async hears(hertz: number, seconds = 1): Promise<number> {
    const samples = await readSamples(join(this.#folder, 'heard.wav'));
    return loudnessOf(samples.slice(-seconds * RATE), hertz, RATE);
  }

  async stop(): Promise<void> {
    if (this.#program.exitCode === null && this.#program.signalCode === null) {
      const ended = new Promise((resolve) => this.#program.once('exit', resolve));
      this.#program.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #setUp(): Promise<void> {
    await waitFor(() => {
      if (!this.#printed.includes('linphonec>')) throw new Error('linphonec has not started');
    }, STARTED);
    this.#command('ipv6 disable');
    this.#command('soundcard use files');
    this.#command(`play ${join(this.#folder, 'spoken.wav')}`);
    this.#command(`record ${join(this.#folder, 'heard.wav')}`);
    this.#command(`staticpic set ${join(this.#folder, 'camera.jpg')}`);
    this.#command('staticpic fps 15');
  }

  #command(text: string): void {
    this.#program.stdin?.write(`${text}\n`);
  }
}

async function configOf(options: LinphoneRoomOptions): Promise<string> {
  const { name, transport = 'udp', codec = 'PCMA', isAvpf = false } = options;
  const sipPort = await freePort();
  const { firstPort: audioPort } = await freePorts(2);
  const { firstPort: videoPort } = await freePorts(2);
  const audio = ['PCMA', 'G722', 'PCMU', 'opus', 'speex', 'GSM', 'G729'];
  const rates = (mime: string) => ({ opus: [48_000], speex: [8_000, 16_000, 32_000] })[mime];
  const codecs = audio.flatMap((mime) => (rates(mime) ?? [8_000]).map((rate) => ({ mime, rate })));
  return [
    '[sip]',
    `sip_port=${transport === 'udp' ? sipPort : 0}`,
    `sip_tcp_port=${transport === 'tcp' ? sipPort : 0}`,
    `sip_tls_port=${transport === 'tls' ? sipPort : 0}`,
    `contact="${name}" <sip:${name}@127.0.0.1>`,
    'guess_hostname=0',
    'verify_server_certs=0',
    'verify_server_cn=0',
    ...(transport === 'tls' ? ['media_encryption=srtp', 'media_encryption_mandatory=1'] : []),
    '[rtp]',
    `audio_rtp_port=${audioPort}`,
    `video_rtp_port=${videoPort}`,
    ...(isAvpf ? ['avpf=1'] : []),
    '[video]',
    'enabled=1',
    'capture=1',
    'display=1',
    'automatically_initiate=1',
    'automatically_accept=1',
    'size=720p',
    ...codecs.flatMap(({ mime, rate }, at) => [
      `[audio_codec_${at}]`,
      `mime=${mime}`,
      `rate=${rate}`,
      `channels=${mime === 'opus' ? 2 : 1}`,
      `enabled=${mime === codec ? 1 : 0}`,
    ]),
    '[video_codec_0]',
    'mime=VP8',
    'rate=90000',
    'enabled=0',
    '[video_codec_1]',
    'mime=H264',
    'rate=90000',
    'enabled=1',
    'recv_fmtp=profile-level-id=42801F',
    '',
  ].join('\n');
}
