// The SIP thread on ports that others hold: it says so, and ends.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { generate } from 'selfsigned';
import { expect, it } from 'vitest';
import type { FromSipThread } from '../src/phone/sip/sipMessages.ts';
import { freePort } from './support/ports.ts';
import { SETTINGS } from './support/sipByHand.ts';
import { SIP_THREAD } from './support/sipThread.ts';

it.each([
  ['UDP', () => createSocket('udp4'), 0],
  ['TCP', () => createServer(), 0],
  ['TLS', () => createServer(), 1],
] as const)('the thread ends when its %s port is taken', async (_name, create, offset) => {
  const port = await freePort();
  const taker = create();
  if ('listen' in taker) taker.listen(port + offset, '127.0.0.1');
  else taker.bind(port, '127.0.0.1');
  await once(taker, 'listening');
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const workerData = { ...SETTINGS, port, host: '127.0.0.1', tls: { cert, key } };
  const news: FromSipThread[] = [];
  const worker = new Worker(SIP_THREAD, { workerData });
  worker.on('message', (told: FromSipThread) => news.push(told));
  expect(await once(worker, 'exit')).toEqual([0]);
  expect(news).toMatchObject([{ is: 'unusable' }]);
  expect(news[0]?.is === 'unusable' && news[0].reason).toContain('EADDRINUSE');
  taker.close();
});
