// Debian's softphone baresip, a program of its own: what a telephone and a room system with it share.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, freePorts } from '../network/ports.ts';
import { run } from '../network/run.ts';
import { loudnessOf } from '../sound/tones.ts';
import { readSamples, writeTone } from '../sound/wave.ts';
import { SoftphoneControl } from './softphoneControl.ts';

const PROGRAM = '/usr/bin/baresip';
const MODULES = '/usr/lib/baresip/modules';
const SPEAKS_SECONDS = 300;
const DIGIT_MS = 160;
const MAX_STARTS = 3;

/** G.722 is sampled at 16 kHz, though its RTP clock says 8 (RFC 3551 §4.5.2). */
const CODECS = {
  PCMA: { name: 'PCMA', module: 'g711', rate: 8_000 },
  PCMU: { name: 'PCMU', module: 'g711', rate: 8_000 },
  G722: { name: 'G722/16000/1', module: 'g722', rate: 16_000 },
};

/** The reason why the program or one of its modules cannot be used; undefined if they can. */
export function whyNoSoftphone(debianPackage: string, module: string): string | undefined {
  const isHere = existsSync(PROGRAM) && existsSync(join(MODULES, `${module}.so`));
  return isHere ? undefined : `no ${module} of baresip here: apt-get install ${debianPackage}`;
}

export interface SoftphoneOptions {
  /** Caller number or name: letters and digits. */
  number: string;
  /** The tone that it sends, in hertz; 0 for silence. */
  hertz: number;
  /** Of the tone, up to 1; default 0.3. */
  volume?: number;
  transport?: 'udp' | 'tcp' | 'tls';
  codec?: keyof typeof CODECS;
  /** IPv6 only. */
  isIPv6?: boolean;
  /** Its own address, if not the loopback's: IPv4. */
  address?: string;
  /** Answers calls by itself. */
  isAnswering?: boolean;
  /** Where it listens for SIP over UDP and TCP; otherwise anywhere. */
  sipPort?: number;
  /** Further account parameters, such as `auth_user=trunk;auth_pass=secret`. */
  account?: string;
}

/** What a kind of softphone adds to the configuration. */
export interface SoftphoneAdditions {
  account?: string;
  modules?: readonly string[];
  config?: readonly string[];
}

export interface RunningSoftphone {
  folder: string;
  program: ChildProcess;
  control: SoftphoneControl;
  /** Its own address as in a SIP URI. */
  host: string;
  sipPort: number;
  /** Samples per second of what it records. */
  rate: number;
}

export abstract class Softphone {
  /** Where it listens for SIP over UDP and TCP; for TLS it is the next one. */
  readonly sipPort: number;
  protected readonly control: SoftphoneControl;
  protected readonly folder: string;
  readonly #program: ChildProcess;
  readonly #host: string;
  readonly #rate: number;

  protected constructor({ folder, program, control, host, sipPort, rate }: RunningSoftphone) {
    this.folder = folder;
    this.control = control;
    this.sipPort = sipPort;
    this.#program = program;
    this.#host = host;
    this.#rate = rate;
  }

  /** Retries, since another process may take its ports first. */
  protected static async launch(
    options: SoftphoneOptions,
    additions: SoftphoneAdditions = {},
  ): Promise<RunningSoftphone> {
    for (let tries = 1; tries < MAX_STARTS; tries += 1) {
      const started = await launchOnce(options, additions).catch(() => undefined);
      if (started !== undefined) return started;
    }
    return launchOnce(options, additions);
  }

  /** Its events so far, in baresip's terms: `CALL_ESTABLISHED`, `CALL_CLOSED` … */
  get events(): readonly string[] {
    return this.control.events;
  }

  /** What the other end has pressed (RFC 4733). */
  get keys(): string {
    return this.control.keys;
  }

  /** Takes a call that rings. */
  accept(): void {
    this.control.send('accept');
  }

  get isInCall(): boolean {
    const { events } = this.control;
    return events.lastIndexOf('CALL_ESTABLISHED') > events.lastIndexOf('CALL_CLOSED');
  }

  /** Over the transport that it was started with. @param server its address, if not this one's own */
  dial(sipPort: number, user = 'mote', server = this.#host): void {
    this.control.send('dial', `sip:${user}@${server}:${sipPort}`);
  }

  /** Sends digits as RTP events (RFC 4733), one at a time. */
  async key(digits: string): Promise<void> {
    for (const digit of digits) {
      this.control.send('sndcode', digit);
      await pause(DIGIT_MS);
      // Releases the key.
      this.control.send('sndcode', String.fromCodePoint(4));
      await pause(DIGIT_MS);
    }
  }

  hangUp(): void {
    this.control.send('hangup');
  }

  /** As if its network were gone: it sends nothing any more, not even BYE. */
  freeze(): void {
    this.#program.kill('SIGSTOP');
  }

  hold(): void {
    this.control.send('hold');
  }

  resume(): void {
    this.control.send('resume');
  }

  /** The level of a tone in the last seconds of what it heard, in dB below full scale. */
  async hears(hertz: number, seconds = 1): Promise<number> {
    return loudnessOf(await this.heard(seconds), hertz, this.#rate);
  }

  /** What it heard, all of it or the last seconds; also after the call. */
  async heard(seconds = Infinity): Promise<Float32Array> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('-dec.wav'));
    const [latest] = names.toSorted().reverse();
    if (latest === undefined) return new Float32Array();
    return (await readSamples(join(this.folder, latest))).slice(-seconds * this.#rate);
  }

  async stop(): Promise<void> {
    this.control.close();
    const ended = new Promise((resolve) => this.#program.once('exit', resolve));
    this.#program.kill('SIGKILL');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function launchOnce(
  options: SoftphoneOptions,
  additions: SoftphoneAdditions,
): Promise<RunningSoftphone> {
  const { number, hertz, volume = 0.3, transport = 'udp', isIPv6, isAnswering } = options;
  const codec = CODECS[options.codec ?? 'PCMA'];
  const { rate } = codec;
  const { address = isIPv6 === true ? '::1' : '127.0.0.1' } = options;
  const host = isIPv6 === true ? `[${address}]` : address;
  const folder = await mkdtemp(join(tmpdir(), 'distansmote-softphone-'));
  const spoken = join(folder, 'spoken.wav');
  // Not `ausine`, which knows only 48 kHz.
  const tone = { hertz, seconds: SPEAKS_SECONDS, rate, volume: hertz === 0 ? 0 : volume };
  await writeTone(spoken, tone);
  // It listens for TLS at the port after.
  const sipPort = options.sipPort ?? (await freePorts(2)).firstPort;
  const controlPort = await freePort();
  const account = [
    `<sip:${number}@${host}:${sipPort};transport=${transport}>`,
    'regint=0',
    `audio_codecs=${codec.name}`,
    ...(transport === 'tls' ? ['mediaenc=srtp-mand'] : []),
    ...(isAnswering === true ? ['answermode=auto'] : []),
    ...[additions.account, options.account].filter((one) => one !== undefined),
  ];
  await writeFile(join(folder, 'accounts'), `${account.join(';')}\n`);
  const isTlsServer = transport === 'tls' && isAnswering === true;
  const certificate = join(folder, 'own.pem');
  if (isTlsServer) await makeCertificate(certificate);
  const modules = [codec.module, 'sndfile', 'aufile', 'aubridge'];
  if (transport === 'tls') modules.push('srtp');
  modules.push(...(additions.modules ?? []));
  await writeFile(
    join(folder, 'config'),
    [
      `net_interface ${address}`,
      ...(isIPv6 === true ? ['prefer_ipv6 yes'] : []),
      `sip_listen ${host}:${sipPort}`,
      'sip_verify_server no',
      ...(isTlsServer ? [`sip_certificate ${certificate}`] : []),
      `audio_source aufile,${spoken}`,
      'audio_player aubridge,heard',
      `snd_path ${folder}`,
      ...(additions.config ?? []),
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
  const socket = await connectTo(controlPort).catch(async (error: unknown) => {
    program.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return { folder, program, control: new SoftphoneControl(socket), host, sipPort, rate };
}

/** One PEM file with key and certificate, which nobody verifies. */
async function makeCertificate(path: string): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const files = ['-subj', '/CN=softphone', '-keyout', path, '-out', `${path}.crt`];
  await run(['openssl', 'req', '-x509', ...key, ...files]);
  await appendFile(path, await readFile(`${path}.crt`));
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
  throw new Error('the softphone did not start');
}
