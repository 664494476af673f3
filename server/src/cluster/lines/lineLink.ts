// One connection with another server of the cluster: what both say of calls that come in at one for meetings of the other.
import type { z } from 'zod';
import type { Log } from '../../platform/log.ts';
import type { JsonLines } from './jsonLines.ts';
import type { MediaTunnel } from './mediaTunnels.ts';

export interface LineLinkListener<Received> {
  onMessage(message: Received): void;
  /** Called once. */
  onClosed(): void;
}

export interface LineLinkDeps<Sent, Received> {
  /** The other server. */
  nodeId: string;
  tunnel: MediaTunnel;
  lines: JsonLines;
  sends: z.ZodType<Sent>;
  receives: z.ZodType<Received>;
  /** Closed when nobody has held it for so long; undefined: the other end decides. */
  idleMs: number | undefined;
  /** Called once, before its listeners. */
  onClosed(): void;
  log: Log;
}

export class LineLink<Sent extends { type: string }, Received> {
  /** The other server. */
  readonly nodeId: string;
  readonly tunnel: MediaTunnel;
  readonly #deps: LineLinkDeps<Sent, Received>;
  readonly #listeners: LineLinkListener<Received>[] = [];
  #holdCount = 0;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(deps: LineLinkDeps<Sent, Received>) {
    this.#deps = deps;
    this.nodeId = deps.nodeId;
    this.tunnel = deps.tunnel;
    this.touch();
    void deps.lines.ended.then(() => this.close());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** After it is closed: ignored. What the other end would refuse is lost here, and not the link with it. */
  send(message: Sent): void {
    if (this.#isClosed) return;
    const { sends, lines, log } = this.#deps;
    const checked = sends.safeParse(message);
    if (checked.success && lines.send(checked.data)) return;
    // Without what it says: of whom, and who calls.
    log.error({ type: message.type }, 'a message about a call at another server is not sent');
  }

  /** What comes before the first one listens waits for it. Told at once where it is closed already. */
  listen(listener: LineLinkListener<Received>): void {
    if (this.#isClosed) return listener.onClosed();
    this.#listeners.push(listener);
    if (this.#listeners.length === 1) this.#deps.lines.read((value) => this.#received(value));
  }

  /** It is used, as by a call that enters: it stays open until `release`, called as often. */
  hold(): void {
    this.#holdCount += 1;
    clearTimeout(this.#idle);
  }

  release(): void {
    this.#holdCount -= 1;
    this.touch();
  }

  /** Somebody is about to hold it. */
  touch(): void {
    const { idleMs } = this.#deps;
    clearTimeout(this.#idle);
    if (idleMs === undefined || this.#holdCount > 0 || this.#isClosed) return;
    this.#idle = setTimeout(() => this.close(), idleMs);
  }

  /** What was sent may still arrive. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#idle);
    this.#deps.lines.close();
    this.tunnel.close();
    this.#deps.onClosed();
    for (const listener of this.#listeners) this.#safely(() => listener.onClosed());
  }

  #received(value: unknown): void {
    const message = this.#deps.receives.safeParse(value);
    if (!message.success) return this.#deps.lines.fail('nonsense');
    for (const listener of this.#listeners) this.#safely(() => listener.onMessage(message.data));
  }

  /** A fault of one call must end neither the process nor the others. */
  #safely(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#deps.log.error({ err: error }, 'a message about a call of another server was lost');
    }
  }
}
