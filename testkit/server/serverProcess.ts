// The server as people start it, `node server/src/main.ts`, in a process with a data folder and ports of its own.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { freePort } from '../network/ports.ts';
import { Api } from './api.ts';
import { makeFolder } from './dataFolder.ts';
import { endProcess } from './nodeProcess.ts';
import { type ServerChild, spawnServer } from './spawnServer.ts';

const API_TOKEN = 'token-of-the-tests';
export const ADMIN_PASSWORD = 'password-of-the-tests';
/** A first start on a machine that is busy with others. */
const MAX_START_MS = 60_000;

export interface ServerProcessOptions {
  /** Environment variables besides those that every test needs; a function is told the server's address. */
  settings?: Record<string, string> | ((url: string) => Promise<Record<string, string>>);
  /** The folder of another built checkout, to be compared with this one. */
  checkout?: string;
  /** Node's own options. */
  nodeOptions?: readonly string[];
  /** Somewhere else than on this computer's loopback interface. */
  place?: ServerPlace;
  /** Called with each line that it prints; without it, errors go to our own standard error. */
  onLine?: (line: string) => void;
}

interface ServerPlace {
  /** As people reach it. */
  url: string;
  /** As this process reaches it. */
  reachableUrl: string;
  /** Put before the command. */
  inside: readonly string[];
}

export class ServerProcess {
  readonly url: string;
  readonly port: number;
  /** Of the media worker, for UDP and TCP. */
  readonly mediaPort: number;
  /** Asks as one of the county's own systems, by the API token. */
  readonly api: Api;
  readonly #folder = makeFolder();
  readonly #options: ServerProcessOptions;
  #settings: Record<string, string> = {};
  #child: ServerChild | undefined;
  #session: Promise<Api> | undefined;

  private constructor(options: ServerProcessOptions, port: number, mediaPort: number) {
    this.#options = options;
    this.port = port;
    this.mediaPort = mediaPort;
    this.url = options.place?.url ?? `http://localhost:${port}`;
    this.api = new Api(this.#reachable, { authorization: `Bearer ${API_TOKEN}` });
  }

  /** Until people can come. */
  static async start(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(options, await freePort(), await freePort());
    const { settings = {} } = options;
    server.#settings = typeof settings === 'function' ? await settings(server.url) : settings;
    await server.run();
    return server;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** How the process has ended, if it has. */
  get endedBy(): string | undefined {
    const { signalCode, exitCode } = this.#child ?? {};
    return signalCode ?? (exitCode === null || exitCode === undefined ? undefined : `${exitCode}`);
  }

  /** The administrator, who may moderate any meeting; signs in once. */
  session(): Promise<Api> {
    return (this.#session ??= Api.signIn(this.#reachable, 'admin', ADMIN_PASSWORD));
  }

  async createSpace(
    name: string,
    settings: Omit<NewSpace, 'name'> = {},
  ): Promise<SpaceDescription> {
    const made = await this.api.ask<SpaceDescription>('POST', '/api/spaces', { name, ...settings });
    if (made.status !== 201) throw new Error(`no space: ${JSON.stringify(made.body)}`);
    return made.body;
  }

  async deleteSpace({ id }: SpaceDescription): Promise<void> {
    const { status, body } = await this.api.ask('DELETE', `/api/spaces/${id}`);
    if (status !== 204) throw new Error(`not deleted: ${JSON.stringify(body)}`);
  }

  /** Starts the process, again where it has ended, on the same ports and data. */
  async run(): Promise<void> {
    const { checkout, nodeOptions, place, onLine } = this.#options;
    const child = spawnServer({
      folder: this.#folder.folder,
      mediaPort: this.mediaPort,
      checkout,
      nodeOptions,
      inside: place?.inside,
      settings: {
        PORT: String(this.port),
        HOST: '127.0.0.1',
        ADMIN_PASSWORD,
        API_TOKEN,
        PHONE_NUMBER: '0480-44 55 11',
        LOG_LEVEL: 'warn',
        ...this.#settings,
      },
    });
    this.#child = child;
    const read = (stream: Readable, onRead: (line: string) => void) =>
      createInterface({ input: stream }).on('line', onRead);
    read(child.stderr, onLine ?? ((line) => console.error(line)));
    // Printed after the first account is made, which is a moment after it answers.
    const ready = new Promise<void>((resolve) => {
      read(child.stdout, (line) => {
        onLine?.(line);
        if (line.includes('is ready: ')) resolve();
      });
    });
    const late = once(AbortSignal.timeout(MAX_START_MS), 'abort').then(() => 'in time');
    const ended = once(child, 'exit').then(() => 'and ended');
    const failure = await Promise.race([ready, ended, late]);
    if (failure !== undefined) throw new Error(`the server did not start ${failure}`);
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.end(signal);
    await this.run();
  }

  /** Ends the process; its data stay. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child !== undefined) await endProcess(this.#child, signal);
  }

  /** Like a crash of mediasoup's worker, the last of several: the media of all who are on it is gone at once. */
  killMediaWorker(): void {
    const { pid } = this;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    process.kill(Number(children.at(-1)), 'SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end();
    this.#folder.remove();
  }

  get #reachable(): { url: string } {
    return { url: this.#options.place?.reachableUrl ?? this.url };
  }
}
