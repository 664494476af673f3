// The way of a page's socket to the server that has its meeting, on a real Socket.IO server.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '@distansmote/shared/signalling/requests.ts';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSignalling, RequestRefused, type SignallingClient } from './signallingClient.ts';

const ROOM = 'AZaz09-_AZaz09-_';
const OTHER_ROOM = 'BZaz09-_AZaz09-_';
const ELSEWHERE: Answer<'leave'> = { ok: false, refusal: { code: 'elsewhere' } };
const DONE: Answer<'leave'> = { ok: true, reply: {} };
const WAIT = { timeout: 15_000, interval: 10 };

let io: Server;
let sockets: Socket[];
/** Of each socket so far, in order. */
const rooms = () => sockets.map(({ handshake }) => handshake.query['room']);
/** To each request, by the number of the socket on which it came. */
let answer: (socket: number) => Answer<'leave'>;
let page: SignallingClient | undefined;
let backs: boolean[];
let noticed: string[];
let findRoom: () => Promise<string | null>;

beforeEach(async () => {
  const http = createServer();
  io = new Server(http, { serveClient: false, connectionStateRecovery: {} });
  sockets = [];
  backs = [];
  noticed = [];
  answer = () => DONE;
  findRoom = () => Promise.reject(new Error('not to be asked for'));
  io.on('connection', (socket) => {
    const number = sockets.push(socket);
    socket.on('request', (_name, _body, reply: (one: Answer<'leave'>) => void) =>
      reply(answer(number)),
    );
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  vi.stubGlobal('location', {
    protocol: 'http:',
    hostname: '127.0.0.1',
    host: `127.0.0.1:${port}`,
    port: String(port),
  });
});
afterEach(async () => {
  page?.close();
  vi.unstubAllGlobals();
  await io.close();
});

/** @param isClustered as the page says that the server has sent. */
function open(isClustered = true): SignallingClient {
  vi.stubGlobal('document', {
    getElementsByName: (name: string) => (name === 'cluster' && isClustered ? [{}] : []),
  });
  page = openSignalling(
    {
      notice: ({ name }) => noticed.push(name),
      dropped: () => undefined,
      back: (isResumed) => backs.push(isResumed),
    },
    () => findRoom(),
  );
  return page;
}

const leave = (client: SignallingClient) => client.request('leave', {});

test('without a cluster the socket is there before the look-up, which changes nothing', async () => {
  const client = open(false);
  const opening = { isDone: false };
  const asked = leave(client).finally(() => (opening.isDone = true));
  // The answer to the look-up may come at any moment of the opening.
  while (!opening.isDone) {
    client.lead(null);
    await new Promise(setImmediate);
  }
  await asked;
  client.lead(undefined);
  await leave(client);
  expect(rooms()).toEqual([undefined]);
  expect(backs).toEqual([]);
});

test('in a cluster it opens by way of the room, once that is known', async () => {
  const client = open();
  const asked = leave(client);
  client.lead(ROOM);
  await asked;
  expect(rooms()).toEqual([ROOM]);
  expect(client.room).toBe(ROOM);
});

test('who is told no room is served anyway', async () => {
  const client = open();
  client.lead(null);
  await leave(client);
  expect(rooms()).toEqual([undefined]);
});

test('by polling it goes the same way', async () => {
  io.engine.opts.transports = ['polling'];
  const client = open();
  client.lead(ROOM);
  await leave(client);
  expect(rooms()).toEqual([ROOM]);
  expect(sockets[0]?.conn.transport.name).toBe('polling');
});

test('a page of a server by itself that is told a room opens its socket anew, and so each later one', async () => {
  const client = open(false);
  await leave(client);
  client.lead(ROOM);
  client.lead(ROOM);
  await leave(client);
  expect(rooms()).toEqual([undefined, ROOM]);
  expect(sockets[0]?.connected).toBe(false);
  expect(backs).toEqual([]);
  client.reopen();
  await vi.waitFor(() => expect(backs).toEqual([false]), WAIT);
  expect(rooms()).toEqual([undefined, ROOM, ROOM]);
});

test('after an attempt that has failed it says its room by another name, once', async () => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  const attempts: string[] = [];
  const REFUSED = 2;
  io.engine.opts.allowRequest = ({ url = '' }, decide) => {
    const { searchParams } = new URL(url, 'http://localhost');
    if (!searchParams.has('sid'))
      attempts.push(['room', 'roomAgain'].filter((name) => searchParams.get(name) === ROOM).join());
    decide(null, attempts.length > REFUSED);
  };
  client.reopen();
  await vi.waitFor(() => expect(backs).toEqual([false]), WAIT);
  // Each attempt by WebSocket, then by polling.
  expect(attempts).toEqual(['room', 'room', 'roomAgain']);
  client.reopen();
  await vi.waitFor(() => expect(backs).toHaveLength(2), WAIT);
  expect(attempts.at(-1)).toBe('room');
});

test('a meeting that is elsewhere is asked for again on a new socket, which nobody notices', async () => {
  const client = open();
  client.lead(ROOM);
  answer = (socket) => (socket < 3 ? ELSEWHERE : DONE);
  await leave(client);
  expect(rooms()).toEqual([ROOM, ROOM, ROOM]);
  expect(backs).toEqual([]);
});

test('somebody who was told no room asks for it when the meeting is elsewhere', async () => {
  const client = open();
  client.lead(null);
  answer = (socket) => (socket < 2 ? ELSEWHERE : DONE);
  findRoom = async () => {
    // The server has closed the socket meanwhile: pages of before know nothing of rooms.
    sockets[0]?.disconnect(true);
    await vi.waitFor(() => expect(sockets.length).toBe(2), WAIT);
    await client.request('leave', {});
    return OTHER_ROOM;
  };
  await leave(client);
  expect(rooms()).toEqual([undefined, undefined, OTHER_ROOM]);
  expect(backs).toEqual([]);
});

test('servers that never agree are asked a few times, and then refuse', async () => {
  const client = open();
  client.lead(ROOM);
  answer = () => ELSEWHERE;
  const refused = await leave(client).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RequestRefused);
  expect(sockets.length).toBe(5);
});

test('a page that is closed while it waits to ask again opens no socket', async () => {
  const client = open();
  client.lead(null);
  answer = () => ELSEWHERE;
  findRoom = () => {
    client.close();
    return Promise.resolve(ROOM);
  };
  await expect(leave(client)).rejects.toThrow();
  expect(sockets.length).toBe(1);
});

test('starting over ends the socket for good, and tells that a new one is there', async () => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  client.startOver();
  await vi.waitFor(() => expect(backs).toEqual([false]), WAIT);
  expect(rooms()).toEqual([ROOM, ROOM]);
});

test('a server that cannot tell who is signed in is asked again', async () => {
  let rejections = 0;
  io.use((_socket, next) => next(rejections++ === 0 ? new Error('internal') : undefined));
  const client = open();
  client.lead(ROOM);
  await leave(client);
  expect(rejections).toBe(2);
});

test('a second socket becomes that of the session, and nothing more is heeded of the former one', async () => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  const heard: string[] = [];
  const beside = client.beside(({ name }) => heard.push(name));
  await beside.request('leave', {});
  sockets[1]?.emit('notice', { name: 'preparationExpired', body: {} });
  await vi.waitFor(() => expect(heard).toEqual(['preparationExpired']), WAIT);
  const closeFormer = beside.adopt();
  answer = (socket) => (socket === 2 ? DONE : ELSEWHERE);
  sockets[0]?.emit('notice', { name: 'moveNow', body: {} });
  await leave(client);
  sockets[1]?.emit('notice', { name: 'moving', body: {} });
  await vi.waitFor(() => expect(noticed).toEqual(['moving']), WAIT);
  const gone = sockets[0] && once(sockets[0], 'disconnect');
  closeFormer();
  await gone;
  await leave(client);
  expect(rooms()).toEqual([ROOM, ROOM]);
  expect(heard).toEqual(['preparationExpired']);
  expect(backs).toEqual([]);
});

test('what the former server takes no more during a move is asked again at the next one', async () => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  const beside = client.beside(() => undefined);
  const asked: number[] = [];
  answer = (socket) => {
    asked.push(socket);
    return socket === 1 ? { ok: false, refusal: { code: 'notJoined' } } : DONE;
  };
  const requested = leave(client);
  await vi.waitFor(() => expect(asked).toEqual([1]), WAIT);
  beside.adopt();
  beside.settle();
  await requested;
  expect(asked).toEqual([1, 2]);
});

test.each([
  ['pauseTrack', { source: 'microphone' }],
  ['startTrack', { source: 'screen', trackId: 'AZaz09-_', isPaused: false }],
  ['readyToMove', {}],
] as const)(
  '%s concerns one server, and is not asked again at the next one',
  async (name, body) => {
    const client = open();
    client.lead(ROOM);
    await leave(client);
    const beside = client.beside(() => undefined);
    const asked: number[] = [];
    answer = (socket) => {
      asked.push(socket);
      return socket === 1 ? { ok: false, refusal: { code: 'notJoined' } } : DONE;
    };
    const refused = client.request(name, body as never).catch((error: unknown) => error);
    await vi.waitFor(() => expect(asked).toEqual([1]), WAIT);
    beside.adopt();
    beside.settle();
    expect(await refused).toBeInstanceOf(RequestRefused);
    expect(asked).toEqual([1]);
  },
);

test.each([
  ['closed', (): void => void sockets[1]?.disconnect()],
  ['rejected', undefined],
])('a second socket that the server has %s opens anew when it is adopted', async (_, end) => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  let isRejected = end === undefined;
  io.use((_socket, next) => next(isRejected ? new Error('internal') : undefined));
  // The page closes the connection when it has heard that.
  const gone = new Promise((resolve) => {
    io.engine.once('connection', (one: { on: typeof io.on }) => one.on('close', resolve));
  });
  const beside = client.beside(() => undefined);
  if (end !== undefined) await beside.request('leave', {});
  end?.();
  await gone;
  isRejected = false;
  const closeFormer = beside.adopt();
  beside.settle();
  closeFormer();
  const answered = leave(client).then(() => 'answered');
  await vi.waitFor(() => expect(sockets.some(({ connected }) => connected)).toBe(true), WAIT);
  expect(await answered).toBe('answered');
});

test('a move that is given up leaves the session on its socket', async () => {
  const client = open();
  client.lead(ROOM);
  await leave(client);
  const beside = client.beside(() => undefined);
  await beside.request('leave', {});
  const gone = sockets[1] && once(sockets[1], 'disconnect');
  beside.settle();
  await gone;
  answer = (socket) => (socket === 1 ? DONE : { ok: false, refusal: { code: 'notJoined' } });
  await leave(client);
  expect(backs).toEqual([]);
});
