// A text telephone: liblinphone with real-time text (RFC 4103), led by a program of ours that is built on the spot.
//
// What it is like (liblinphone 5.1):
// - It refuses to start without the grammars of /usr/share/belr.
// - Its text has the payload types 96 and 97, which its audio has too, and it sends STUN to the port of text.
// - It sends a byte order mark about each 900 ms while nobody types, and drops text that is not in redundancy.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, freePorts } from '../network/ports.ts';
import { run } from '../network/run.ts';
import { writeTone } from '../sound/wave.ts';
import { waitFor } from '../waiting/waitFor.ts';

const HEADER = '/usr/include/linphone/core.h';
const GRAMMARS = '/usr/share/belr/grammars';
const SOURCE = join(import.meta.dirname, 'linphoneText.c');
const CACHE = join(homedir(), '.cache/distansmote');
/** Generous, for loaded machines. */
const WAIT = { timeout: 40_000, interval: 50 };
/** As fast as somebody types. */
const KEY_MS = 60;
const SILENCE = { hertz: 0, seconds: 120, rate: 16_000, volume: 0 };

/** The reason why none can be started; undefined if it can. */
export function whyNoLinphoneText(): string | undefined {
  if (!existsSync('/usr/bin/gcc')) return 'gcc is not installed';
  const isHere = existsSync(HEADER) && existsSync(GRAMMARS);
  return isHere ? undefined : 'no liblinphone here: apt-get install liblinphone-dev';
}

export class LinphoneText {
  readonly #folder: string;
  readonly #program: ChildProcessWithoutNullStreams;
  readonly #lines: string[] = [];
  readonly sipPort: number;

  private constructor(folder: string, sipPort: number, program: ChildProcessWithoutNullStreams) {
    this.sipPort = sipPort;
    this.#folder = folder;
    this.#program = program;
    createInterface({ input: program.stdout }).on('line', (line) => this.#lines.push(line));
    program.stdin.on('error', () => undefined);
  }

  static async start(name: string): Promise<LinphoneText> {
    const program = await build();
    const folder = await mkdtemp(join(tmpdir(), 'distansmote-linphone-text-'));
    await mkdir(join(folder, '.local/share/linphone'), { recursive: true });
    const [config, sound] = [join(folder, 'linphonerc'), join(folder, 'silence.wav')];
    const sipPort = await freePort();
    await writeFile(config, await configOf(name, sipPort));
    await writeTone(sound, SILENCE);
    const child = spawn(program, [config, sound], { env: { ...process.env, HOME: folder } });
    child.stderr.resume();
    const telephone = new LinphoneText(folder, sipPort, child);
    await telephone.#until('ready');
    return telephone;
  }

  async dial(sipPort: number): Promise<void> {
    this.#command(`dial sip:mote@127.0.0.1:${sipPort};transport=udp`);
    await this.#until('call LinphoneCallStreamsRunning');
  }

  /** Whoever rings. */
  answers(): void {
    this.#command('answer');
  }

  /** Letter by letter; `\n` ends a line, `\b` erases. */
  async type(text: string): Promise<void> {
    for (const character of text) {
      this.#command(character === '\n' ? 'enter' : `type ${character.codePointAt(0)}`);
      await pause(KEY_MS);
    }
  }

  /** All that it shows, after backspaces. */
  get shown(): string {
    const shown: string[] = [];
    for (const line of this.#lines) {
      const code = Number(/^char (\d+)$/.exec(line)?.[1] ?? 0);
      if (code === 0) continue;
      if (code === 8) shown.pop();
      else shown.push(code === 0x2028 ? '\n' : String.fromCodePoint(code));
    }
    return shown.join('');
  }

  async shows(text: string | RegExp): Promise<void> {
    await waitFor(() => {
      const { shown } = this;
      const isShown = typeof text === 'string' ? shown.includes(text) : text.test(shown);
      if (!isShown) throw new Error(`shows ${JSON.stringify(shown)}, not ${String(text)}`);
    }, WAIT);
  }

  async stop(): Promise<void> {
    if (this.#program.exitCode === null && this.#program.signalCode === null) {
      const ended = new Promise((resolve) => this.#program.once('exit', resolve));
      this.#command('quit');
      const late = setTimeout(() => this.#program.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(late);
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #command(line: string): void {
    this.#program.stdin.write(`${line}\n`);
  }

  async #until(line: string): Promise<void> {
    await waitFor(() => {
      if (!this.#lines.includes(line)) throw new Error(`not yet ${line}: ${this.#lines.join()}`);
    }, WAIT);
  }
}

/** Once for each version of its source. */
async function build(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(SOURCE))
    .digest('hex')
    .slice(0, 12);
  const program = join(CACHE, `linphoneText-${hash}`);
  if (existsSync(program)) return program;
  await mkdir(CACHE, { recursive: true });
  const made = `${program}.build-${process.pid}`;
  await run(['gcc', '-O1', SOURCE, '-o', made, '-llinphone']);
  await rename(made, program);
  return program;
}

async function configOf(name: string, sipPort: number): Promise<string> {
  const { firstPort: audioPort } = await freePorts(2);
  const { firstPort: textPort } = await freePorts(2);
  return [
    '[sip]',
    `sip_port=${sipPort}`,
    'sip_tcp_port=0',
    'sip_tls_port=0',
    `contact="${name}" <sip:${name}@127.0.0.1>`,
    'guess_hostname=0',
    '[rtp]',
    `audio_rtp_port=${audioPort}`,
    `text_rtp_port=${textPort}`,
    '[video]',
    'enabled=0',
    '',
  ].join('\n');
}
