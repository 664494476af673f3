// Floor control over UDP: both roles of ours, the same of somebody else's library, and Wireshark's view of what we write.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { BfcpPeer, FLOOR_IDS, FloorEvents } from '@distansmote/testkit/bfcp/bfcpPeer.ts';
import { LibreEnd, whyNoLibre } from '@distansmote/testkit/bfcp/libreEnd.ts';
import { run } from '@distansmote/testkit/network/run.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { BfcpSession } from '../src/bfcp/bfcpSession.ts';
import type { Primitive } from '../src/bfcp/bfcpCodes.ts';
import { FloorControlServer } from '../src/bfcp/floorControlServer.ts';
import type { AgreedBfcp } from '../src/rtp/agreedMedia.ts';
import { RtpSocket } from '../src/rtp/rtpPorts.ts';

const HOST = '127.0.0.1';
const isTsharkHere = existsSync('/usr/bin/tshark') && existsSync('/usr/bin/text2pcap');
if (!isTsharkHere || whyNoLibre() !== undefined) {
  console.warn('Left out: apt-get install gcc libre-dev tshark brings others that speak BFCP.');
}

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

async function session(): Promise<{ session: BfcpSession; events: FloorEvents }> {
  const events = new FloorEvents();
  const opened = new BfcpSession(await RtpSocket.open(HOST, 0), events);
  undo.push(() => opened.close());
  return { session: opened, events };
}

/** The role of whoever agrees; the port of the other end. */
const serverFor = (port: number): AgreedBfcp => ({
  kind: 'bfcp',
  mediaLine: 2,
  address: HOST,
  port,
  signalledFrom: HOST,
  role: 'server',
});

/** They come one by one. */
async function have(events: FloorEvents, wanted: readonly string[]): Promise<void> {
  await eventually(() => events.noted, wanted);
  events.take();
}

it('two ends of ours share one floor', async () => {
  const server = await session();
  const client = await session();
  server.session.agree(serverFor(client.session.local.port));
  const { port, ...ids } = server.session.local;
  client.session.agree({ ...serverFor(port), role: 'client', ...ids });
  await have(server.events, ['ready']);
  await have(client.events, ['ready']);

  client.session.takeFloor();
  await have(server.events, ['requested']);
  server.session.grant();
  await have(client.events, ['taken']);

  server.session.takeFloor();
  await have(client.events, ['lost', 'requested']);
  server.session.leaveFloor();
  await have(client.events, ['released']);

  client.session.close();
  await have(server.events, ['taken', 'gone']);
});

it('only the agreed address is heard, at first only its agreed port, and is answered where it sends from', async () => {
  const server = await session();
  const { port, ...ids } = server.session.local;
  const peers = await Promise.all(
    ['127.0.0.2', HOST, HOST].map(async (host) => {
      const socket = await RtpSocket.open(host, 0);
      undo.push(() => socket.close());
      const peer = new BfcpPeer((packet) => socket.send(packet, { address: HOST, port }));
      socket.listen((packet) => peer.deliver(packet));
      return { peer, port: socket.port };
    }),
  );
  const [stranger, agreed, behindNat] = peers;
  if (stranger === undefined || agreed === undefined || behindNat === undefined) throw new Error();
  server.session.agree(serverFor(agreed.port));
  agreed.peer.request('Hello', [], ids);
  await eventually(() => agreed.peer.takeWords(), ['HelloAck']);
  stranger.peer.request('Hello', [], ids);
  behindNat.peer.request('Hello', [], ids);
  agreed.peer.request('FloorQuery', [], ids);
  await eventually(() => agreed.peer.takeWords(), ['FloorStatus']);
  expect(behindNat.peer.takeWords()).toEqual([]);

  // The latch gives the agreed port a third of a second.
  const natted = await session();
  natted.session.agree(serverFor(9));
  const moved = new BfcpPeer(() => undefined);
  const socket = await RtpSocket.open(HOST, 0);
  undo.push(() => socket.close());
  socket.listen((packet) => moved.deliver(packet));
  const peer = new BfcpPeer((packet) =>
    socket.send(packet, { address: HOST, port: natted.session.local.port }),
  );
  await wait(400);
  peer.request('Hello', [], { ...natted.session.local });
  await eventually(() => moved.takeWords(), ['HelloAck']);
  natted.session.takeFloor();
  await eventually(() => moved.takeWords(), ['FloorStatus granted to another']);
  expect(stranger.peer.takeWords()).toEqual([]);
});

describe.skipIf(whyNoLibre() !== undefined)('libre', () => {
  it('is a server that grants the floor, takes it back, and is told goodbye', async () => {
    const { session: client, events } = await session();
    const ids = FLOOR_IDS;
    const server = await LibreEnd.start(tempFolder(), client.local.port, ids);
    undo.push(() => server.stop());
    await eventually(() => server.port !== undefined, true);
    client.agree({ ...serverFor(server.port ?? 0), role: 'client', ...ids });
    await have(events, ['ready']);
    client.takeFloor();
    await have(events, ['taken']);
    client.leaveFloor();
    client.takeFloor();
    await have(events, ['taken']);
    server.command('revoke');
    await have(events, ['lost']);
    client.close();
    const heard = ['Hello', 'FloorQuery', 'FloorRequest', 'FloorRelease', 'FloorRequest'];
    await eventually(
      () => server.lines.slice(1),
      [
        ...heard.map((primitive) => `request ${primitive}`),
        'response FloorRequestStatusAck',
        'request Goodbye',
      ],
    );
  });

  it('is a client that asks for the floor, loses it to the meeting, and says goodbye', async () => {
    const { session: server, events } = await session();
    const { port, ...ids } = server.local;
    const client = await LibreEnd.start(tempFolder(), port, ids);
    undo.push(() => client.stop());
    await eventually(() => client.port !== undefined, true);
    server.agree(serverFor(client.port ?? 0));
    const says = async (command: string, ...wanted: string[]) => {
      client.lines.length = 0;
      client.command(command);
      await eventually(() => client.lines.map((line) => line.replace(/ \d+ /, ' N ')), wanted);
    };
    await says('hello', 'response HelloAck');
    await says('query', 'response FloorStatus');
    expect(events.take()).toEqual(['ready']);
    await says('request', 'response FloorRequestStatus N Pending me');
    const id = /\d+/.exec(client.lines.join())?.[0];
    client.lines.length = 0;
    server.grant();
    await eventually(
      () => client.lines,
      [`request FloorRequestStatus ${id} Granted me`, `request FloorStatus ${id} Granted me`],
    );
    client.lines.length = 0;
    server.takeFloor();
    await eventually(
      () => client.lines.map((line) => line.replace(/(FloorStatus) \d+/, '$1 N')),
      [`request FloorRequestStatus ${id} Revoked me`, 'request FloorStatus N Granted other'],
    );
    await says(`release ${id}`, 'response Error Floor Request ID Does Not Exist');
    await says(`chair ${id}`, 'response Error Unauthorized Operation');
    await says('goodbye', 'response GoodbyeAck');
    await have(events, ['requested', 'taken', 'gone']);
  });
});

describe.skipIf(!isTsharkHere)('Wireshark', () => {
  it('finds in each message what we wrote, and nothing malformed', async () => {
    const packets: Buffer[] = [];
    const server = new FloorControlServer(
      FLOOR_IDS,
      (packet) => {
        packets.push(packet);
        peer.deliver(packet);
      },
      new FloorEvents(),
    );
    const peer = new BfcpPeer((packet) => server.receive(packet, performance.now()));
    const asked: Primitive[] = ['Hello', 'FloorQuery', 'FloorRequest', 'UserQuery', 'ChairAction'];
    for (const primitive of asked)
      peer.request(primitive, [{ type: 'floorId', id: FLOOR_IDS.floorId }]);
    server.grant();
    server.takeFloor();
    server.close();

    const folder = tempFolder();
    const dump = packets.map((packet) => {
      // Wireshark 4 knows only the version for TCP. All else is the same.
      const asForTcp = Buffer.from(packet);
      asForTcp.writeUInt8((packet.readUInt8(0) & 0x1f) | 0x20, 0);
      return `0000 ${asForTcp.toString('hex').replaceAll(/../g, ' $&')}`;
    });
    await writeFile(join(folder, 'hex'), `${dump.join('\n')}\n`);
    await run(['text2pcap', '-u', '5060,5070', join(folder, 'hex'), join(folder, 'pcap')]);
    const fields = ['ver', 'hdr_r_bit', 'primitive', 'conference_id', 'user_id', 'request_status'];
    const dissect = ['tshark', '-r', join(folder, 'pcap'), '-d', 'udp.port==5070,bfcp'];
    const columns = [
      '_ws.malformed',
      '_ws.expert.message',
      ...fields.map((field) => `bfcp.${field}`),
    ].flatMap((field) => ['-e', field]);
    const lines = await run([...dissect, '-T', 'fields', '-E', 'separator=/s', ...columns]);
    const { conferenceId, userId } = FLOOR_IDS;
    const seen = lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const words = line.trim();
        return words.startsWith('Running as') ? [] : [words];
      });
    const granted = '3,3';
    const written = (isResponse: 0 | 1, primitive: number, status = '') =>
      `1 ${isResponse} ${primitive} ${conferenceId} ${userId} ${status}`.trim();
    expect(seen).toEqual([
      written(1, 12),
      written(1, 8),
      written(1, 4, '1,1'),
      written(1, 6, '1,1'),
      written(1, 13),
      written(0, 4, granted),
      written(0, 8, granted),
      written(0, 4, '7,7'),
      written(0, 8, granted),
      written(0, 16),
    ]);
  });
});
