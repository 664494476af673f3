// The connections of this server with others for calls: those that it has opened, as the line's server, and those of others.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { Log } from '../../platform/log.ts';
import { createLogThrottle } from '../../platform/logThrottle.ts';
import type { UpgradeDoor } from '../clusterDoor.ts';
import { namesOf } from '../nodeNews.ts';
import type { Peers } from '../peers.ts';
import type { ClusterNode } from '../roomDirectory.ts';
import { upgradedTo } from '../upgrade.ts';
import { JsonLines, type LinesEnd } from './jsonLines.ts';
import { KeyAgreement } from './keyAgreement.ts';
import { LineLink } from './lineLink.ts';
import { type ToHolder, toHolder, type ToLine, toLine } from './lineMessages.ts';
import {
  askForLines,
  HELLO_TIMEOUT_MS,
  type HelloOfHolder,
  helloOfHolder,
  type HelloOfLine,
  helloOfLine,
  LINES,
  LineUnavailable,
} from './lineUpgrade.ts';
import type { MediaTunnels } from './mediaTunnels.ts';

const IDLE_MS = 30_000;

/** Of other servers, with those that have not said hello: more than a cluster has. */
const MAX_ACCEPTED = 300;

const BROKEN: ReadonlySet<LinesEnd> = new Set<LinesEnd>([
  'tooLong',
  'tooFast',
  'nonsense',
  'unread',
]);

export interface LineLinksDeps {
  nodeId: string;
  /** CLUSTER_ADDRESS */
  address: string;
  peers: Pick<Peers, 'request'>;
  tunnels: Pick<MediaTunnels, 'open'>;
  /** How long one stays that nobody holds; default half a minute. */
  idleMs?: number;
  log: Log;
}

/** As the line's server has it. */
export type LinkToHolder = LineLink<ToHolder, ToLine>;
/** As the holder has it. */
export type LinkToLine = LineLink<ToLine, ToHolder>;

interface Begun<Sent, Received> {
  node: ClusterNode;
  lines: JsonLines;
  linkId: string;
  salt: string;
  end: 'line' | 'holder';
  sends: z.ZodType<Sent>;
  receives: z.ZodType<Received>;
  /** While the media tunnel is being opened. */
  onOpening?(): void;
}

export class LineLinks implements UpgradeDoor {
  readonly path = 'lines';
  readonly protocol = LINES;
  readonly #deps: LineLinksDeps;
  readonly #mayWarn = createLogThrottle();
  /** By the other server's id. */
  readonly #opening = new Map<string, Promise<LinkToHolder>>();
  readonly #toHolders = new Map<string, LinkToHolder>();
  readonly #toLines = new Map<string, LinkToLine>();
  readonly #greeting = new Set<JsonLines>();
  #onAccepted: (link: LinkToLine) => void = (link) => link.close();
  #acceptsNone = false;
  #isClosed = false;

  constructor(deps: LineLinksDeps) {
    this.#deps = deps;
  }

  /**
   * As the line's server: the connection with that holder, which all calls for it share. It is closed half a minute after
   * this, or after the last `release`, unless somebody holds it.
   * @throws LineUnavailable if that server does not answer in a second, or refuses, or UDP does not get through.
   */
  async to(node: ClusterNode): Promise<LinkToHolder> {
    if (this.#isClosed) throw new LineUnavailable('unreachable', 'this server stops');
    const open = this.#toHolders.get(node.id);
    if (open !== undefined) {
      open.touch();
      return open;
    }
    const opening =
      this.#opening.get(node.id) ?? this.#open(node).finally(() => this.#opening.delete(node.id));
    this.#opening.set(node.id, opening);
    return opening;
  }

  /** As the holder: called for each that another server opens. */
  onAccepted(accept: (link: LinkToLine) => void): void {
    this.#onAccepted = accept;
  }

  /** Another server, which has shown the secret, asks for one. */
  accept(socket: Socket, head: Buffer): void {
    if (this.#acceptsNone || this.#greeting.size + this.#toLines.size >= MAX_ACCEPTED) {
      socket.destroy();
      return;
    }
    socket.write(upgradedTo(LINES));
    const lines = new JsonLines(socket, head);
    this.#greeting.add(lines);
    this.#greet(lines)
      .catch((error: unknown) => this.#notGreeted(lines, error))
      .finally(() => this.#greeting.delete(lines));
  }

  /** That server is not reached: its calls here leave, and those of this server there enter anew. */
  closeTowards(nodeId: string): void {
    this.#toHolders.get(nodeId)?.close();
    this.#toLines.get(nodeId)?.close();
  }

  /** As the holder, which stops: its HTTP server would wait for them. The calls of this server go on elsewhere. */
  closeAccepted(): void {
    this.#acceptsNone = true;
    for (const link of this.#toLines.values()) link.close();
    for (const lines of this.#greeting) lines.fail('closedHere');
  }

  close(): void {
    this.#isClosed = true;
    this.closeAccepted();
    for (const link of this.#toHolders.values()) link.close();
  }

  async #open(node: ClusterNode): Promise<LinkToHolder> {
    const { nodeId, address, peers } = this.#deps;
    const { socket, head } = await askForLines(peers, node);
    const lines = new JsonLines(socket, head);
    try {
      const keys = new KeyAgreement();
      const linkId = randomUUID();
      const hello: HelloOfLine = { linkId, key: keys.publicKey, nodeId, address };
      lines.send(hello);
      const { key } = helloOfHolder.parse(await lines.next(HELLO_TIMEOUT_MS));
      const salt = keys.saltWith(key);
      const [sends, receives] = [toHolder, toLine];
      const link = await this.#link({ node, lines, linkId, salt, end: 'line', sends, receives });
      if (this.#isClosed) link.close();
      else this.#toHolders.set(node.id, link);
      return link;
    } catch (error) {
      lines.close();
      if (error instanceof LineUnavailable) throw error;
      throw new LineUnavailable('unreachable', 'it does not go on', error);
    }
  }

  async #greet(lines: JsonLines): Promise<void> {
    const hello = helloOfLine.parse(await lines.next(HELLO_TIMEOUT_MS));
    const { nodeId: id, address, linkId } = hello;
    // It has only one at a time: it has lost that one, or closed it.
    this.#toLines.get(id)?.close();
    const keys = new KeyAgreement();
    const salt = keys.saltWith(hello.key);
    const answer: HelloOfHolder = { key: keys.publicKey };
    const link = await this.#link({
      node: { id, address },
      lines,
      linkId,
      salt,
      end: 'holder',
      sends: toLine,
      receives: toHolder,
      onOpening: () => lines.send(answer),
    });
    if (this.#acceptsNone) return link.close();
    this.#toLines.get(id)?.close();
    this.#toLines.set(id, link);
    this.#onAccepted(link);
  }

  async #notGreeted(lines: JsonLines, error: unknown): Promise<void> {
    if (error instanceof LineUnavailable && error.why === 'noMedia') {
      // The line's server finds that out a moment later, and then knows why.
      const late = pause(HELLO_TIMEOUT_MS, undefined, { ref: false });
      await Promise.race([lines.ended, late]);
    } else if (this.#mayWarn('greeting'))
      this.#deps.log.warn({ err: error }, 'calls of another server could not be taken');
    lines.close();
  }

  /** @throws LineUnavailable */
  async #link<Sent extends { type: string }, Received>(
    begun: Begun<Sent, Received>,
  ): Promise<LineLink<Sent, Received>> {
    const { tunnels, log, idleMs = IDLE_MS } = this.#deps;
    const { node, lines, linkId, salt, end, sends, receives } = begun;
    const onLost = () => {
      log.warn(namesOf(node), 'no media comes from a server that shares calls with this one');
      lines.fail('closedHere');
    };
    const tunnel = tunnels.open({ linkId, peerAddress: node.address, salt, end, onLost });
    begun.onOpening?.();
    try {
      const ended = lines.ended.then((how) => {
        throw new LineUnavailable('unreachable', `the connection has ended: ${how}`);
      });
      await Promise.race([tunnel.opened, ended]);
    } catch (error) {
      tunnel.close();
      throw error instanceof LineUnavailable ? error : this.#noMedia(node, error);
    }
    void lines.ended.then((how) => this.#tellEnd(node, how));
    const isLine = end === 'line';
    const link = new LineLink<Sent, Received>({
      nodeId: node.id,
      tunnel,
      lines,
      sends,
      receives,
      idleMs: isLine ? idleMs : undefined,
      onClosed: () => {
        const links: Map<string, unknown> = isLine ? this.#toHolders : this.#toLines;
        if (links.get(node.id) === link) links.delete(node.id);
      },
      log,
    });
    return link;
  }

  #noMedia(node: ClusterNode, error: unknown): LineUnavailable {
    if (this.#mayWarn('noMedia'))
      this.#deps.log.error(
        { ...namesOf(node), err: error },
        'calls reach no meetings at another server, since no UDP comes through: ' +
          'let UDP pass between the servers, at the port of CLUSTER_ADDRESS',
      );
    return new LineUnavailable('noMedia', 'no UDP comes through', error);
  }

  #tellEnd(node: ClusterNode, how: LinesEnd): void {
    if (!BROKEN.has(how) || !this.#mayWarn(how)) return;
    this.#deps.log.error(
      { ...namesOf(node), how },
      'the connection for calls with another server was closed: it breaks the rules, or does not read',
    );
  }
}
