// A virtual screen (Xvfb) and a null audio output (PulseAudio) for machines without either.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Desktop {
  /** Environment variables that point a program to both. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Firefox shares a screen only where one exists, and runs an AudioContext only with an audio output. */
export async function startDesktop(): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'distansmote-desktop-'));
  const soundSocket = join(folder, 'sound');
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const sound = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--use-pid-file=no',
      '--load=module-null-sink',
      `--load=module-native-protocol-unix socket=${soundSocket} auth-anonymous=1`,
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  const [display] = await Promise.all([displayOf(screen), ready(sound, soundSocket)]);
  return {
    env: { DISPLAY: `:${display}`, PULSE_SERVER: `unix:${soundSocket}` },
    async stop() {
      await Promise.all([ended(screen), ended(sound)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns the display number, which Xvfb writes to file descriptor 3 when it is ready. */
function displayOf(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    failing(screen, 'Xvfb', reject);
    screen.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
}

async function ready(sound: ChildProcess, socket: string): Promise<void> {
  let failure: Error | undefined;
  failing(sound, 'pulseaudio', (error) => (failure = error));
  for (let tries = 0; tries < 100 && !existsSync(socket); tries += 1) {
    if (failure !== undefined) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!existsSync(socket)) throw new Error('pulseaudio did not become ready');
}

function failing(program: ChildProcess, name: string, onFailure: (error: Error) => void): void {
  const install = `install Debian's packages xvfb and pulseaudio, or run npm test, which does`;
  program.once('error', () => onFailure(new Error(`${name} is missing: ${install}`)));
  program.once('exit', (code) => onFailure(new Error(`${name} ended with code ${code}`)));
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const exited = new Promise((resolve) => program.once('exit', resolve));
  program.kill();
  await exited;
}
