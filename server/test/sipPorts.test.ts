// The SIP thread when its ports are taken: it reports that, exits, and is restarted until the ports are free.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { generate } from 'selfsigned';
import { expect, it, vi } from 'vitest';
import { createLog } from '../src/platform/log.ts';
import type { FromSipThread, ToSipThread } from '../src/sip/sipMessages.ts';
import { SupervisedWorker } from '../src/platform/supervisedWorker.ts';
import { workerThread } from '../src/platform/workerThread.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { SETTINGS } from '@distansmote/testkit/telephone/sipByHand.ts';
import { SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { RunningSip, SIP_THREAD } from '@distansmote/testkit/telephone/sipThread.ts';

it.each([
  ['UDP', () => createSocket('udp4'), 0],
  ['TCP', () => createServer(), 0],
  ['TLS', () => createServer(), 1],
] as const)('the thread exits when its %s port is taken', async (_name, create, offset) => {
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
  expect(news).toMatchObject([{ type: 'unusable' }]);
  expect(news[0]?.type === 'unusable' && news[0].reason).toContain('EADDRINUSE');
  taker.close();
});

it('with TLS only, no UDP or TCP port is bound', async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const { firstPort: port } = await freePorts(2);
  const sip = await RunningSip.start({ port, transports: ['tls'], tls: { cert, key } });
  expect(sip.ports).toMatchObject({ udpPort: 0, tcpPort: 0, tlsPort: port + 1 });
  const [udp, tls] = [await SipPhone.udp(port), await SipPhone.stream('TLS', port + 1)];
  await expect(SipPhone.stream('TCP', port)).rejects.toThrow('ECONNREFUSED');
  new SipDialog(udp).request('OPTIONS');
  const dialog = new SipDialog(tls);
  dialog.request('OPTIONS');
  expect(await dialog.final('OPTIONS')).toMatch(/^SIP\/2\.0 200 /);
  expect(udp.received).toEqual([]);
  udp.close();
  tls.close();
  await sip.stop();
});

it('it listens once the port is free, and retries at growing intervals until then', async () => {
  const port = await freePort();
  const taker = createSocket('udp4').bind(port, '127.0.0.1');
  await once(taker, 'listening');
  const news: FromSipThread[] = [];
  const pausesMs: unknown[] = [];
  const thread = new SupervisedWorker<ToSipThread, FromSipThread>(
    'sip',
    workerThread('sip', SIP_THREAD, { ...SETTINGS, port, host: '127.0.0.1' }),
    { onMessage: (told) => news.push(told), onExit: () => undefined },
    createLog('error', {
      write: (line: string) => pausesMs.push((JSON.parse(line) as { afterMs?: number }).afterMs),
    }),
  );
  thread.start();
  // There may be more of them before this process comes to free it.
  await vi.waitFor(() => expect(pausesMs.slice(0, 2)).toEqual([500, 1_000]), WAIT_OPTIONS);
  taker.close();
  await vi.waitFor(
    () => expect(news.at(-1)).toMatchObject({ type: 'listening', udpPort: port }),
    WAIT_OPTIONS,
  );
  await thread.stop({ type: 'stop' });
  const unusable = pausesMs.map(() => 'unusable');
  expect(news.map(({ type }) => type)).toEqual([...unusable, 'listening', 'stopped']);
});
