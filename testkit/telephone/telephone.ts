// A real telephone: Debian's softphone baresip, which plays a tone, sends DTMF, and records what it hears.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../network/ports.ts';
import { loudnessOf } from '../sound/tones.ts';
import { readSamples, writeTone } from '../sound/wave.ts';

const PROGRAM = '/usr/bin/baresip';
const MODULES = '/usr/lib/baresip/modules';
const RATE = 8_000;
const SPEAKS_SECONDS = 300;
const DIGIT_MS = 160;
const MAX_STARTS = 3;

/** The reason why none can be started; undefined if it can. */
export function whyNoTelephone(): string | undefined {
  return existsSync(PROGRAM) ? undefined : 'no baresip here: apt-get install baresip-core';
}

export interface TelephoneOptions {
  /** Caller number: letters and digits. */
  number: string;
  /** The tone that it sends, in hertz; 0 for silence. */
  hertz: number;
  transport?: 'udp' | 'tcp' | 'tls';
  codec?: 'PCMA' | 'PCMU';
  /** IPv6 only. */
  isIPv6?: boolean;
  /** Further account parameters, such as `auth_user=trunk;auth_pass=secret`. */
  account?: string;
}

export class Telephone {
  readonly #folder: string;
  readonly #program: ChildProcess;
  readonly #control: Socket;
  readonly #events: string[];
  /** Its own address as in a SIP URI; the server uses the same one. */
  readonly #host: string;

  private constructor(
    folder: string,
    program: ChildProcess,
    control: Socket,
    events: string[],
    host: string,
  ) {
    this.#folder = folder;
    this.#program = program;
    this.#control = control;
    this.#events = events;
    this.#host = host;
  }

  /** Retries, since another process may take its ports first. */
  static async start(options: TelephoneOptions): Promise<Telephone> {
    for (let tries = 1; tries < MAX_STARTS; tries += 1) {
      const started = await Telephone.#startOnce(options).catch(() => undefined);
      if (started !== undefined) return started;
    }
    return Telephone.#startOnce(options);
  }

  static async #startOnce(options: TelephoneOptions): Promise<Telephone> {
    const { number, hertz, transport = 'udp', codec = 'PCMA', account, isIPv6 } = options;
    const address = isIPv6 === true ? '::1' : '127.0.0.1';
    const host = isIPv6 === true ? `[${address}]` : address;
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-telephone-'));
    const spoken = join(folder, 'spoken.wav');
    const tone = { hertz, seconds: SPEAKS_SECONDS, rate: RATE, volume: hertz === 0 ? 0 : 0.3 };
    await writeTone(spoken, tone);
    const [sipPort, controlPort] = [await freePort(), await freePort()];
    const security = transport === 'tls' ? ';mediaenc=srtp-mand' : '';
    const more = account === undefined ? '' : `;${account}`;
    await writeFile(
      join(folder, 'accounts'),
      `<sip:${number}@${host}:${sipPort};transport=${transport}>;regint=0;audio_codecs=${codec}${security}${more}\n`,
    );
    const modules = ['g711', 'sndfile', 'aufile', 'aubridge', ...(security ? ['srtp'] : [])];
    await writeFile(
      join(folder, 'config'),
      [
        `net_interface ${address}`,
        ...(isIPv6 === true ? ['prefer_ipv6 yes'] : []),
        `sip_listen ${host}:${sipPort}`,
        'sip_verify_server no',
        `audio_source aufile,${spoken}`,
        'audio_player aubridge,heard',
        `snd_path ${folder}`,
        `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
        `module_path ${MODULES}`,
        ...modules.map((name) => `module ${name}.so`),
        'module_tmp account.so',
        'module_app menu.so',
        'module_app ctrl_tcp.so',
        '',
      ].join('\n'),
    );
    await writeFile(join(folder, 'contacts'), '');
    const program = spawn(PROGRAM, ['-f', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
    const events: string[] = [];
    const control = await connectTo(controlPort).catch(async (error: unknown) => {
      program.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    control.on('data', (data) => {
      for (const [, type = ''] of data.toString().matchAll(/"type":"([A-Z_]+)"/g))
        events.push(type);
    });
    control.on('error', () => undefined);
    return new Telephone(folder, program, control, events, host);
  }

  /** The call's latest event in baresip's terms: `CALL_ESTABLISHED`, `CALL_CLOSED` … */
  get events(): readonly string[] {
    return this.#events;
  }

  /** Over the transport that it was started with. */
  dial(sipPort: number): void {
    this.#send('dial', `sip:mote@${this.#host}:${sipPort}`);
  }

  /** Sends digits as RTP events (RFC 4733), one at a time. */
  async key(digits: string): Promise<void> {
    for (const digit of digits) {
      this.#send('sndcode', digit);
      await pause(DIGIT_MS);
      // Releases the key.
      this.#send('sndcode', String.fromCodePoint(4));
      await pause(DIGIT_MS);
    }
  }

  hangUp(): void {
    this.#send('hangup');
  }

  /** As if its network were gone: it sends nothing any more, not even BYE. */
  freeze(): void {
    this.#program.kill('SIGSTOP');
  }

  hold(): void {
    this.#send('hold');
  }

  resume(): void {
    this.#send('resume');
  }

  /** The level of a tone in the last seconds of what it heard, in dB below full scale. */
  async hears(hertz: number, seconds = 1): Promise<number> {
    return loudnessOf(await this.heard(seconds), hertz);
  }

  /** What it heard, all of it or the last seconds; also after the call. */
  async heard(seconds = Infinity): Promise<Float32Array> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('-dec.wav'));
    const [latest] = names.toSorted().reverse();
    if (latest === undefined) return new Float32Array();
    return (await readSamples(join(this.#folder, latest))).slice(-seconds * RATE);
  }

  async stop(): Promise<void> {
    this.#control.destroy();
    const ended = new Promise((resolve) => this.#program.once('exit', resolve));
    this.#program.kill('SIGKILL');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  #send(command: string, params?: string): void {
    const text = JSON.stringify({ command, ...(params !== undefined && { params }) });
    this.#control.write(`${Buffer.byteLength(text)}:${text},`);
  }
}

async function connectTo(port: number): Promise<Socket> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return socket;
    await pause(100);
  }
  throw new Error('the telephone did not start');
}
