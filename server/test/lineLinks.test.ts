// Two servers of a cluster connect for calls: one connection for all that come in at one for meetings of the other.
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { LinkToHolder } from '../src/cluster/lines/lineLinks.ts';
import type { ToLine } from '../src/cluster/lines/lineMessages.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { type LineServer, startLineServer } from '@distansmote/testkit/cluster/lineServer.ts';
import { LocalProgram } from '@distansmote/testkit/cluster/tunnelPair.ts';
import { makeCertificates } from '@distansmote/testkit/network/certificates.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const call = randomUUID() as string as EndpointKey;
const said = (headcount: number): ToLine => ({
  type: 'state',
  call,
  state: { isHandRaised: false, headcount, known: undefined },
});

/** What the line's server hears on it. */
function hear(link: LinkToHolder) {
  const heard = { messages: [] as ToLine[], closedCount: 0 };
  link.listen({
    onMessage: (message) => void heard.messages.push(message),
    onClosed: () => void (heard.closedCount += 1),
  });
  return heard;
}

/** Once the holder has accepted it: a moment after the line's server has it. */
async function lastAccepted({ accepted }: LineServer, count = 1) {
  await vi.waitFor(() => expect(accepted).toHaveLength(count), WAIT_OPTIONS);
  const [last] = accepted.slice(-1);
  if (last === undefined) throw new Error('none');
  return last;
}

test.each(['http', 'https'])(
  'both ends hear all that is said, in order, and media comes through (%s)',
  async (scheme) => {
    const certificates =
      scheme === 'https' ? await makeCertificates(tempFolder(), ['127.0.0.1']) : undefined;
    const options = certificates && { certificates };
    const [line, holder] = await Promise.all([startLineServer(options), startLineServer(options)]);
    const link = await line.links.to(holder.node);
    const heard = hear(link);
    for (let n = 0; n < 100; n += 1) link.send({ type: 'setMuted', call, isMuted: n % 2 === 0 });
    const there = await lastAccepted(holder);
    expect(there.link.nodeId).toBe(line.node.id);
    for (let n = 0; n < 100; n += 1) there.link.send(said(n));
    await eventually(() => there.heard.length, 100);
    expect(there.heard.map((one) => one.type === 'setMuted' && one.isMuted)).toEqual(
      Array.from({ length: 100 }, (_, n) => n % 2 === 0),
    );
    await eventually(
      () => heard.messages,
      Array.from({ length: 100 }, (_, n) => said(n)),
    );
    const [worker, thread] = await Promise.all([LocalProgram.start(), LocalProgram.start()]);
    there.link.tunnel.allow(worker.port);
    await vi.waitFor(async () => {
      thread.send('sound', await link.tunnel.standIn(worker.port));
      expect(worker.texts).toContain('sound');
    }, WAIT_OPTIONS);
  },
);

test('all who want one at once share it, and so does who comes later; the other way is another', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  const links = await Promise.all(Array.from({ length: 20 }, () => line.links.to(holder.node)));
  links.push(await line.links.to(holder.node));
  expect(new Set(links).size).toBe(1);
  expect(await holder.links.to(line.node)).not.toBe(links[0]);
  await lastAccepted(holder);
  await lastAccepted(line);
});

test('is closed a while after nobody holds it any more, and opened anew for the next call', async () => {
  const [line, holder] = await Promise.all([startLineServer({ idleMs: 300 }), startLineServer()]);
  const unused = await line.links.to(holder.node);
  await eventually(() => unused.isClosed, true);
  const link = await line.links.to(holder.node);
  expect(link).not.toBe(unused);
  for (let calls = 0; calls < 3; calls += 1) link.hold();
  link.release();
  link.release();
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(link.isClosed).toBe(false);
  const there = await lastAccepted(holder, 2);
  link.send({ type: 'leave', call, reason: 'left' });
  link.release();
  await eventually(() => there.closedCount, 1);
  expect(there.heard).toEqual([{ type: 'leave', call, reason: 'left' }]);
});

test('what is said before anybody listens waits for them', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  const link = await line.links.to(holder.node);
  const there = await lastAccepted(holder);
  there.link.send(said(1));
  there.link.send(said(2));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const heard = hear(link);
  await eventually(() => heard.messages, [said(1), said(2)]);
});

test('whichever end closes it, both are told once, and last words arrive', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  for (const [count, closes] of [
    [1, 'line'],
    [2, 'holder'],
  ] as const) {
    const link = await line.links.to(holder.node);
    const heard = hear(link);
    const there = await lastAccepted(holder, count);
    const [one, reads] = closes === 'line' ? [link, there] : [there.link, heard];
    if (closes === 'line') link.send({ type: 'leave', call, reason: 'left' });
    else there.link.send(said(7));
    one.close();
    one.close();
    await eventually(() => [heard.closedCount, there.closedCount], [1, 1]);
    expect('heard' in reads ? reads.heard : reads.messages).toHaveLength(1);
    link.send({ type: 'leave', call, reason: 'left' });
    // Who listens too late is told too.
    expect(hear(link).closedCount).toBe(1);
  }
  expect([...line.logged, ...holder.logged]).toEqual([]);
});

test('a server that is found dead loses all that it shares, and gets another if it lives', async () => {
  const [line, holder] = await Promise.all([startLineServer(), startLineServer()]);
  const heard = hear(await line.links.to(holder.node));
  const there = await lastAccepted(holder);
  line.links.closeTowards(holder.node.id);
  expect(heard.closedCount).toBe(1);
  await eventually(() => there.closedCount, 1);
  const again = hear(await line.links.to(holder.node));
  await lastAccepted(holder, 2);
  holder.links.closeTowards(line.node.id);
  await eventually(() => again.closedCount, 1);
});
