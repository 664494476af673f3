// The server as users start it, `node server/src/main.ts`, in its own process with its own data folder and ports.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { NewSpace, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { freePort } from '../network/ports.ts';
import { Api } from './api.ts';
import { makeFolder } from './dataFolder.ts';
import { endProcess } from './nodeProcess.ts';
import { childrenOf, signalTree } from './processTree.ts';
import { type ServerChild, spawnServer } from './spawnServer.ts';

const API_TOKEN = 'token-of-the-tests';
export const ADMIN_PASSWORD = 'password-of-the-tests';
/** A first start on a busy machine. */
const MAX_START_MS = 60_000;

export interface ServerProcessOptions {
  /** Additional environment variables; a function receives the server's address. */
  settings?:
    | Record<string, string>
    | ((url: string) => Record<string, string> | Promise<Record<string, string>>);
  /** Path of another built checkout, to compare with this one. */
  checkout?: string;
  /** Node's command-line options. */
  nodeOptions?: readonly string[];
  /** A network to run in, instead of this computer's loopback interface. */
  network?: ServerNetwork | ((port: number) => ServerNetwork) | undefined;
  /** Receives each line of output. Without it, errors go to our standard error. */
  onLine?: (line: string) => void;
}

interface ServerNetwork {
  /** The address that users open. */
  url: string;
  /** The address from this process. */
  localUrl: string;
  /** Command prefix that selects the network. */
  commandPrefix: readonly string[];
}

export class ServerProcess {
  readonly url: string;
  readonly port: number;
  /** The media worker's port, for UDP and TCP. */
  readonly mediaPort: number;
  /** A client that authenticates with the API token, like one of the county's systems. */
  readonly api: Api;
  readonly #folder = makeFolder();
  readonly #options: ServerProcessOptions;
  readonly #network: ServerNetwork | undefined;
  #settings: Record<string, string> = {};
  #child: ServerChild | undefined;
  #session: Promise<Api> | undefined;

  private constructor(options: ServerProcessOptions, port: number, mediaPort: number) {
    this.#options = options;
    this.port = port;
    this.mediaPort = mediaPort;
    const { network } = options;
    this.#network = typeof network === 'function' ? network(port) : network;
    this.url = this.#network?.url ?? `http://localhost:${port}`;
    this.api = new Api(this.#reachable, { authorization: `Bearer ${API_TOKEN}` });
  }

  /** Waits until the server accepts requests. */
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

  /** How the process exited, if it has. */
  get endedBy(): string | undefined {
    const { signalCode, exitCode } = this.#child ?? {};
    return signalCode ?? (exitCode === null || exitCode === undefined ? undefined : `${exitCode}`);
  }

  /** A client signed in as the administrator, who may moderate any meeting. Signs in once. */
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

  /** Starts the process, or restarts it on the same ports and data. */
  async run(): Promise<void> {
    const { checkout, nodeOptions, onLine } = this.#options;
    const child = spawnServer({
      folder: this.#folder.folder,
      mediaPort: this.mediaPort,
      checkout,
      nodeOptions,
      commandPrefix: this.#network?.commandPrefix,
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
    // The password is printed shortly after the server starts to respond.
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

  /** Stops the process; its data remains. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child !== undefined) await endProcess(this.#child, signal);
  }

  /** Kills the last of mediasoup's workers, as a crash would: all media on it is lost. */
  killMediaWorker(): void {
    const worker = childrenOf(this.pid).at(-1);
    if (worker === undefined) throw new Error('it has no media worker');
    process.kill(worker, 'SIGKILL');
  }

  /** Stops it where it is, as a machine that hangs; without its workers, its media play on. */
  freeze(what: 'all' | 'withoutWorkers' = 'all'): void {
    if (what === 'all') signalTree(this.pid, 'SIGSTOP');
    else process.kill(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    signalTree(this.pid, 'SIGCONT');
  }

  async stop(): Promise<void> {
    await this.end();
    this.#folder.remove();
  }

  get #reachable(): { url: string } {
    return { url: this.#network?.localUrl ?? this.url };
  }
}
