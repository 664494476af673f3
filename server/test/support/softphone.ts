// Debian's softphone (baresip), told by its control port to call and to hang up.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { vi } from 'vitest';
import { PATIENCE } from './page.ts';
import { freePort } from './ports.ts';

export type Transport = 'udp' | 'tcp' | 'tls';

const MODULES = '/usr/lib/baresip/modules';

export function isSoftphoneHere(): boolean {
  return existsSync('/usr/bin/baresip') && existsSync(join(MODULES, 'ctrl_tcp.so'));
}

export class Softphone {
  readonly #folder: string;
  readonly #program: ChildProcess;
  readonly #control: Socket;
  #said = '';

  private constructor(folder: string, program: ChildProcess, control: Socket) {
    this.#folder = folder;
    this.#program = program;
    this.#control = control;
    control.on('data', (bytes) => (this.#said += bytes.toString()));
    control.on('error', () => {});
  }

  /** @param account what follows its address, such as a password. */
  static async start(transport: Transport, account = ''): Promise<Softphone> {
    const folder = await mkdtemp(join(tmpdir(), 'softphone-'));
    const [sipPort, controlPort] = [await freePort(), await freePort()];
    const security = transport === 'tls' ? ';mediaenc=srtp-mand' : '';
    const modules = ['g711', 'aufile', 'aubridge', 'srtp'].map((name) => `module ${name}.so`);
    await writeFile(
      join(folder, 'accounts'),
      `<sip:trunk@127.0.0.1:${sipPort};transport=${transport}>;regint=0;audio_codecs=PCMA${security}${account}\n`,
    );
    await writeFile(
      join(folder, 'config'),
      [
        'net_interface 127.0.0.1',
        `sip_listen 127.0.0.1:${sipPort}`,
        'sip_verify_server no',
        `audio_source aufile,${join(folder, 'silence.wav')}`,
        'audio_player aubridge,heard',
        `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
        `module_path ${MODULES}`,
        ...modules,
        'module_tmp account.so',
        'module_app menu.so',
        'module_app ctrl_tcp.so',
        '',
      ].join('\n'),
    );
    await writeFile(join(folder, 'contacts'), '');
    await writeFile(join(folder, 'silence.wav'), silence());
    const program = spawn('/usr/bin/baresip', ['-f', folder, '-t', '120'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    return new Softphone(folder, program, await controlOf(controlPort));
  }

  dial(port: number, transport: Transport): void {
    this.#command('dial', `sip:mote@127.0.0.1:${port};transport=${transport}`);
  }

  hangUp(): void {
    this.#command('hangup');
  }

  hold(): void {
    this.#command('hold');
  }

  resume(): void {
    this.#command('resume');
  }

  /** In its own words: `CALL_ESTABLISHED`, `CALL_CLOSED`. */
  async says(event: string): Promise<void> {
    await vi.waitFor(() => {
      if (!this.#said.includes(`"${event}"`)) throw new Error(`no ${event}: ${this.#said}`);
    }, PATIENCE);
  }

  async stop(): Promise<void> {
    this.#control.destroy();
    this.#program.kill('SIGKILL');
    if (this.#program.exitCode === null) await once(this.#program, 'exit');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #command(command: string, params?: string): void {
    const text = JSON.stringify({ command, ...(params !== undefined && { params }) });
    this.#control.write(`${Buffer.byteLength(text)}:${text},`);
  }
}

async function controlOf(port: number): Promise<Socket> {
  return vi.waitFor(async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }, PATIENCE);
}

/** A minute of it, 16 bits at 8 kHz (RIFF). */
function silence(): Buffer {
  const samples = Buffer.alloc(60 * 8_000 * 2);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
