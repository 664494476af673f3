// Media tunnels between two servers, over real sockets: what goes through, and when one opens, is lost and is closed.
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import {
  CLUSTER_SECRET,
  allow,
  LocalProgram,
  openTunnelPair,
  startTunnels,
  type TunnelServer,
} from '@distansmote/testkit/cluster/tunnelPair.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { MediaTunnels } from '../src/cluster/lines/mediaTunnels.ts';
import { ConfigError } from '../src/config/config.ts';
import { createLog } from '../src/platform/log.ts';

const log = createLog('silent');

function openTo(peerAddress: string, { tunnels }: TunnelServer, end: 'line' | 'holder' = 'line') {
  const options = { linkId: 'one', salt: 'the same', end, onLost: () => undefined };
  return tunnels.open({ ...options, peerAddress });
}

test('what is sent to a stand-in arrives at its port, from the stand-in of the port that sent it', async () => {
  const pair = await openTunnelPair(await startTunnels(), await startTunnels());
  const [phone, meeting] = [await LocalProgram.start(), await LocalProgram.start()];
  await allow(pair.holder, meeting);
  await allow(pair.line, phone);
  const meetingHere = await pair.line.standIn(meeting.port);
  const phoneThere = await pair.holder.standIn(phone.port);

  for (const text of ['one', 'two', 'three']) phone.send(text, meetingHere);
  await meeting.onlyHears('one', 'two', 'three');
  expect(new Set(meeting.received.map(({ from }) => from))).toEqual(new Set([phoneThere]));

  meeting.send('answer', phoneThere);
  await phone.onlyHears('answer');
  expect(phone.received[0]?.from).toBe(meetingHere);
  expect(await pair.line.standIn(meeting.port)).toBe(meetingHere);
  expect(await pair.holder.standIn(phone.port)).toBe(phoneThere);
});

test('one that learns its peer from the packets answers a port that nobody has named', async () => {
  const pair = await openTunnelPair(await startTunnels(), await startTunnels());
  const [uplink, meeting] = [await LocalProgram.start(), await LocalProgram.start()];
  await allow(pair.holder, meeting);
  uplink.send('sound', await pair.line.standIn(meeting.port));
  await meeting.onlyHears('sound');
  meeting.send('report', meeting.received[0]?.from ?? 0);
  await uplink.onlyHears('report');
});

test('one server has tunnels in both directions and with several others', async () => {
  const servers = [await startTunnels(), await startTunnels(), await startTunnels()] as const;
  const [first, second, third] = servers;
  const program = await LocalProgram.start();
  const meeting = await LocalProgram.start();
  for (const [line, holder] of [
    [first, second],
    [second, first],
    [first, third],
  ] as const) {
    const pair = await openTunnelPair(line, holder);
    await allow(pair.holder, meeting);
    program.send('here', await pair.line.standIn(meeting.port));
  }
  await meeting.onlyHears('here', 'here', 'here');
});

test.each(['localhost', '[::1]', '127.0.0.1'])('opens to %s', async (host) => {
  const [line, holder] = [await startTunnels(), await startTunnels()];
  const opened = [
    openTo(`https://${host}:${holder.port}`, line).opened,
    openTo(`http://${host}:${line.port}`, holder, 'holder').opened,
  ];
  await Promise.all(opened);
});

test('does not open where nobody answers, or no such host is known, and says so', async () => {
  const server = await startTunnels();
  const port = await freePort();
  await expect(openTo(`http://127.0.0.1:${port}`, server).opened).rejects.toThrow(
    `127.0.0.1 does not answer on UDP port ${port}`,
  );
  await expect(openTo('http://nobody.invalid:3000', server).opened).rejects.toThrow(
    'nobody.invalid cannot be looked up',
  );
  const stopped = openTo(`http://127.0.0.1:${port}`, server);
  const standIn = stopped.standIn(4_000);
  stopped.close();
  await expect(stopped.opened).rejects.toThrow('closed');
  await expect(standIn).rejects.toThrow('closed');
});

test('a server whose UDP port is taken tells the operator which one and by what setting', async () => {
  const taken = createSocket('udp6').bind(0);
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const { port } = taken.address();
  const address = `http://10.0.0.1:${port}`;
  const started = MediaTunnels.start({ address, secret: CLUSTER_SECRET, log });
  await expect(started).rejects.toThrow(ConfigError);
  await expect(started).rejects.toThrow(/EADDRINUSE/);
  for (const named of [`UDP port ${port}`, `CLUSTER_ADDRESS, ${address}`])
    await expect(started).rejects.toThrow(named);
});

test('some lost datagrams are not the end; nothing more at all is, once, at both ends', async () => {
  const pair = await openTunnelPair(await startTunnels(), await startTunnels());
  const meeting = await LocalProgram.start();
  const phone = await LocalProgram.start();
  await allow(pair.holder, meeting);
  const standIn = await pair.line.standIn(meeting.port);
  pair.toHolder.isCut = true;
  phone.send('lost', standIn);
  await eventually(() => pair.toHolder.passed.some(({ length }) => length === 38), true);
  pair.toHolder.isCut = false;
  phone.send('arrives', standIn);
  await meeting.onlyHears('arrives');
  expect(pair.lost).toEqual([]);

  pair.toHolder.isCut = true;
  pair.toLine.isCut = true;
  await eventually(() => pair.lost.toSorted(), ['holder', 'line']);
  await expect(pair.line.standIn(meeting.port)).rejects.toThrow('the tunnel is closed');
});

test('one that is closed is lost at the other end alone, and gives its sockets back', async () => {
  const pair = await openTunnelPair(await startTunnels(), await startTunnels());
  const standIn = await pair.line.standIn(4_000);
  pair.line.close();
  await eventually(() => pair.lost, ['holder']);
  const again = createSocket('udp4');
  onTestFinished(() => void again.close());
  again.bind({ address: '127.0.0.1', port: standIn, exclusive: true });
  await once(again, 'listening');
});

test('when its thread dies all are lost, and others open at once', async () => {
  const [line, holder] = [await startTunnels(), await startTunnels()];
  const pair = await openTunnelPair(line, holder);
  await line.tunnels.terminateForTest();
  await eventually(() => pair.lost.includes('line'), true);
  const meeting = await LocalProgram.start();
  const phone = await LocalProgram.start();
  const next = await openTunnelPair(line, holder);
  await allow(next.holder, meeting);
  phone.send('anew', await next.line.standIn(meeting.port));
  await meeting.onlyHears('anew');
  expect(pair.lost.filter((end) => end === 'line')).toHaveLength(1);
});

test('a link that has the same name as an open one is refused', async () => {
  const server = await startTunnels();
  const peer = `http://127.0.0.1:${await freePort()}`;
  const first = openTo(peer, server);
  await expect(openTo(peer, server).opened).rejects.toThrow('it is open already');
  first.close();
});
