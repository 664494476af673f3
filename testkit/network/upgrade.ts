// A WebSocket's handshake by hand, for what no client library would send.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

export interface Upgraded {
  /** 0 when the connection was closed without an answer. */
  status: number;
  body: string;
  /** Open after 101; the caller closes it. */
  socket: Socket | undefined;
}

export function upgrade(url: string, headers: Record<string, string> = {}): Promise<Upgraded> {
  return new Promise((resolve) => {
    const handshake = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    request(url, { headers: { ...handshake, ...headers }, agent: false })
      .on('upgrade', ({ statusCode: status = 0 }, socket) => {
        socket.on('error', () => undefined);
        resolve({ status, body: '', socket });
      })
      .on('response', (answer) => {
        let body = '';
        answer.on('data', (data) => (body += String(data)));
        const { statusCode: status = 0 } = answer;
        answer.on('close', () => resolve({ status, body, socket: undefined }));
      })
      .on('error', () => resolve({ status: 0, body: '', socket: undefined }))
      .end();
  });
}
