// A server of a cluster that a test plays, with its row and its beat: it answers as the test wants, or not at all.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TestNodes } from './testNodes.ts';

/** Faster than a server beats: no poll of others misses it. */
const BEAT_MS = 400;

export class PlayedNode {
  readonly id: string;
  readonly server: Server;
  /** Connections so far, and those that are open. */
  count = 0;
  readonly open = new Set<Socket>();
  readonly #timer: NodeJS.Timeout;

  private constructor(id: string, server: Server, beat: () => void) {
    this.id = id;
    this.server = server;
    this.#timer = setInterval(beat, BEAT_MS);
    // Without a listener Node would refuse upgrades.
    server.on('upgrade', (_request, socket: Socket) => {
      socket.resume().once('end', () => socket.end());
    });
    server.on('connection', (socket: Socket) => {
      this.count += 1;
      this.open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /**
   * With a meeting in a room of its own.
   * @param answer to requests, without upgrades.
   */
  static async start(
    nodes: TestNodes,
    row: { room: string; spaceId: string },
    answer: RequestListener = () => undefined,
  ): Promise<PlayedNode> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const id = await nodes.addNode(`http://127.0.0.1:${port}`);
    await nodes.addMeeting({ ...row, nodeId: id });
    const beat = () =>
      void nodes
        .query(`update "nodes" set "beat" = "beat" + 1 where "id" = '${id}'`)
        .catch(() => undefined);
    return new PlayedNode(id, server, beat);
  }

  /** Accepts every WebSocket. */
  upgradeAll(onSocket: (socket: Socket) => void = () => undefined): this {
    this.server.on('upgrade', (_request, socket: Socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
      onSocket(socket);
    });
    return this;
  }

  /** Its beat stands still; its connections stay. */
  freeze(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.freeze();
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }
}
