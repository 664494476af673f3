// The response time of one request, by each of the two ways to ask about a call ID.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PROTOCOL } from '../../shared/src/protocol.ts';

/** @returns milliseconds. Without a call ID the request looks nothing up: the baseline. */
export type Ask = (port: number, callId: string | undefined) => Promise<number>;

let asked = 0;
/** A new address each time: a stranger, unknown to the rate limiter. */
function stranger() {
  asked += 1;
  return { 'X-Forwarded-For': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}` };
}

export const byHttp: Ask = async (port, callId = '1') => {
  const headers = stranger();
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/meetings/${callId}`, { headers });
  await answer.text();
  return performance.now() - startedAt;
};

export const bySocket: Ask = async (port, callId) => {
  const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: stranger() });
  const heard = (start: string) =>
    new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        if (data.toString().startsWith(start)) resolve();
      });
    });
  await once(socket, 'open');
  const connected = heard('40');
  socket.send(`40${JSON.stringify({ protocol: PROTOCOL })}`);
  await connected;
  const personKey = randomBytes(16).toString('base64url');
  const knock = ['request', 'knock', { callId, personKey, name: 'Mätning', profession: '' }];
  const answered = heard('430');
  const startedAt = performance.now();
  socket.send(`420${JSON.stringify(callId === undefined ? ['request', 'leave', {}] : knock)}`);
  await answered;
  const tookMs = performance.now() - startedAt;
  socket.terminate();
  return tookMs;
};
