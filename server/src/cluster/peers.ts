// Requests to other servers of the cluster, with the secret that opens their doors (clusterDoor.ts).
import { once } from 'node:events';
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { endpointOf } from './clusterAddress.ts';
import { jsonOf, readBody } from './messageBody.ts';
import { type ClusterMessage, type ClusterReply, clusterReply } from './messages.ts';
import type { ClusterNode } from './roomDirectory.ts';

/** A machine that is gone does not refuse. The balancer in front has others to try. */
const CONNECT_TIMEOUT_MS = 1_000;
const MESSAGE_TIMEOUT_MS = 1_000;

const AGENT = { keepAlive: true, maxFreeSockets: 16, scheduling: 'lifo' } as const;

/** What there is below `/cluster/`. */
export type PeerPath = 'sockets' | 'messages' | 'lines' | 'workers';

export class Peers {
  readonly #secret: string;
  readonly #agents = { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) };

  constructor(secret: string) {
    this.#secret = secret;
  }

  /**
   * Begins a request; the caller ends it, and listens for `error`. Trusts the system's certificate authorities and those of
   * NODE_EXTRA_CA_CERTS.
   * @param path below `/cluster/`, up to the node's id.
   * @param rest what follows the id.
   * @throws TypeError if `rest` or a header has characters that HTTP does not allow.
   */
  request(
    node: ClusterNode,
    path: PeerPath,
    { rest = '', ...options }: { method: string; rest?: string; headers: Record<string, string> },
  ): ClientRequest {
    const { host, port, isTls } = endpointOf(node);
    const outgoing = (isTls ? httpsRequest : httpRequest)({
      host,
      port,
      path: `/cluster/${path}/${node.id}${rest}`,
      method: options.method,
      headers: { ...options.headers, Authorization: `Bearer ${this.#secret}` },
      agent: isTls ? this.#agents.https : this.#agents.http,
      // Node would take the one of the Host header, which is the client's, and check the certificate against that.
      servername: isIP(host) === 0 ? host : '',
    });
    outgoing.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(
        () => outgoing.destroy(new Error('connecting took too long')),
        CONNECT_TIMEOUT_MS,
      );
      const stop = () => {
        clearTimeout(timer);
        // A socket that is passed on lives long, and would keep the request.
        socket.off('close', stop);
      };
      socket.once(isTls ? 'secureConnect' : 'connect', stop).once('close', stop);
    });
    return outgoing;
  }

  /** @throws Error if that server does not answer within a second, or refuses. */
  async send(node: ClusterNode, message: ClusterMessage): Promise<ClusterReply> {
    const body = JSON.stringify(message);
    const headers = {
      Host: new URL(node.address).host,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
    };
    const outgoing = this.request(node, 'messages', { method: 'POST', headers });
    // Also after the answer has begun, when `once` listens no longer: that would end the process.
    outgoing.on('error', () => undefined);
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no reply to ${message.type} in time`)),
      MESSAGE_TIMEOUT_MS,
    );
    try {
      outgoing.end(body);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      const { statusCode: status } = answer;
      const reply = await readBody(answer);
      if (status !== 200) throw new Error(`${message.type} was refused with ${status}`);
      return clusterReply.parse(jsonOf(reply));
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}
