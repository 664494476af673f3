// A media tunnel between two servers of one machine, with a relay in each direction, and local programs at both ends.
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type MediaTunnel, MediaTunnels } from '../../server/src/cluster/lines/mediaTunnels.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import { DatagramRelay } from '../network/datagramRelay.ts';
import { freePort } from '../network/ports.ts';
import { eventually } from '../waiting/eventually.ts';

export const CLUSTER_SECRET = 'a secret of at least 32 characters';

export interface TunnelServer {
  tunnels: MediaTunnels;
  address: string;
  port: number;
}

/** Stopped after the test. */
export async function startTunnels(secret = CLUSTER_SECRET): Promise<TunnelServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const tunnels = await MediaTunnels.start({ address, secret, log: createLog('silent') });
  onTestFinished(() => tunnels.stop());
  return { tunnels, address, port };
}

export interface TunnelPair {
  line: MediaTunnel;
  holder: MediaTunnel;
  /** What each of them has lost. */
  lost: ('line' | 'holder')[];
  /** In front of the holder, and of the line's server. */
  toHolder: DatagramRelay;
  toLine: DatagramRelay;
}

/** Both have opened. */
export async function openTunnelPair(
  line: Pick<TunnelServer, 'tunnels' | 'port'>,
  holder: Pick<TunnelServer, 'tunnels' | 'port'>,
): Promise<TunnelPair> {
  const toHolder = await DatagramRelay.start(holder.port);
  const toLine = await DatagramRelay.start(line.port);
  onTestFinished(() => toHolder.close());
  onTestFinished(() => toLine.close());
  const same = { linkId: randomUUID(), salt: randomUUID() };
  const lost: ('line' | 'holder')[] = [];
  const open = ({ tunnels }: Pick<TunnelServer, 'tunnels'>, end: 'line' | 'holder', port: number) =>
    tunnels.open({
      ...same,
      end,
      peerAddress: `http://127.0.0.1:${port}`,
      onLost: () => lost.push(end),
    });
  const pair = {
    line: open(line, 'line', toHolder.port),
    holder: open(holder, 'holder', toLine.port),
  };
  await Promise.all([pair.line.opened, pair.holder.opened]);
  return { ...pair, lost, toHolder, toLine };
}

/** The tunnel's thread answers in order: what it was told before is carried out when this resolves. */
export async function allow(tunnel: MediaTunnel, { port }: { port: number }): Promise<void> {
  tunnel.allow(port);
  await tunnel.standIn(port);
}

/** A program that sends and receives on the loopback, such as a media worker. */
export class LocalProgram {
  readonly received: { text: string; from: number }[] = [];
  readonly #socket: RtpSocket;

  private constructor(socket: RtpSocket) {
    this.#socket = socket;
    socket.listen((packet, { port }) =>
      this.received.push({ text: packet.toString(), from: port }),
    );
  }

  static async start(): Promise<LocalProgram> {
    const program = new LocalProgram(await RtpSocket.open('127.0.0.1', 0));
    onTestFinished(() => program.#socket.close());
    return program;
  }

  get port(): number {
    return this.#socket.port;
  }

  get texts(): string[] {
    return this.received.map(({ text }) => text);
  }

  send(text: string, port: number): void {
    this.#socket.send(Buffer.from(text), { address: '127.0.0.1', port });
  }

  /** Nothing has come before it, except what `texts` has. */
  async onlyHears(...texts: string[]): Promise<void> {
    await eventually(() => this.texts, texts);
  }
}
