import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BfcpPeer, FLOOR, FLOOR_IDS, FloorEvents } from '@distansmote/testkit/bfcp/bfcpPeer.ts';
import { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import { type BfcpMessage, writeBfcp } from './bfcpMessage.ts';
import { FloorControlServer } from './floorControlServer.ts';

let events = new FloorEvents();
let server: FloorControlServer;
let peer: BfcpPeer;

beforeEach(() => {
  vi.useFakeTimers();
  events = new FloorEvents();
  server = new FloorControlServer(FLOOR_IDS, (packet) => peer.deliver(packet), events);
  peer = new BfcpPeer((packet) => server.receive(packet, performance.now()));
});

afterEach(() => {
  server.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** As a room system begins. */
function begin(): void {
  peer.request('Hello');
  peer.request('FloorQuery', [FLOOR]);
  expect(peer.takeWords()).toEqual(['HelloAck', 'FloorStatus']);
  expect(events.take()).toEqual(['ready']);
}

/** The room presents. @returns the id of its request. */
function present(): number {
  peer.request('FloorRequest', [FLOOR]);
  server.grant();
  const { requestId } = peer;
  expect(peer.takeWords()).toEqual([
    'FloorRequestStatus pending',
    'FloorRequestStatus granted',
    'FloorStatus granted',
  ]);
  expect(events.take()).toEqual(['requested']);
  return requestId;
}

const release = (id: number) => peer.request('FloorRelease', [{ type: 'floorRequestId', id }]);

test('a room asks for the floor, is granted it, and releases it', () => {
  begin();
  release(present());
  expect(peer.takeWords()).toEqual(['FloorRequestStatus released', 'FloorStatus']);
  expect(events.take()).toEqual(['released']);
  // Again, as often as a person does.
  present();
});

test('a room that is told at once, from within the event, has its answer first', () => {
  events.onFloorRequested = () => server.grant();
  begin();
  peer.request('FloorRequest', [FLOOR]);
  expect(peer.takeWords()).toEqual([
    'FloorRequestStatus pending',
    'FloorRequestStatus granted',
    'FloorStatus granted',
  ]);
});

test('it may be denied, and may change its mind', () => {
  begin();
  peer.request('FloorRequest', [FLOOR]);
  server.deny();
  expect(peer.takeWords()).toEqual(['FloorRequestStatus pending', 'FloorRequestStatus denied']);
  peer.request('FloorRequest', [FLOOR]);
  release(peer.requestId);
  expect(peer.takeWords()).toEqual(['FloorRequestStatus pending', 'FloorRequestStatus cancelled']);
  expect(events.take()).toEqual(['requested', 'requested', 'released']);
  server.grant();
  expect(peer.takeWords()).toEqual([]);
});

test('when the meeting shows something, the room loses the floor, and is told who has it', () => {
  begin();
  const id = present();
  server.takeFloor();
  expect(peer.takeWords()).toEqual([
    'FloorRequestStatus revoked',
    'FloorStatus granted to another',
  ]);
  expect(events.take()).toEqual(['taken']);
  release(id);
  expect(peer.takeWords()).toEqual(['Error 7']);
  server.leaveFloor();
  expect(peer.takeWords()).toEqual(['FloorStatus']);
  present();
  server.revoke();
  expect(peer.takeWords()).toEqual(['FloorRequestStatus revoked', 'FloorStatus']);
});

test('a room asks while the meeting shows something: it is told of both, and takes the floor when it is granted', () => {
  begin();
  server.takeFloor();
  peer.takeWords();
  peer.request('FloorRequest', [FLOOR]);
  peer.request('FloorQuery', [FLOOR]);
  server.grant();
  expect(peer.takeWords()).toEqual([
    'FloorRequestStatus pending',
    'FloorStatus granted to another pending',
    'FloorRequestStatus granted',
    'FloorStatus granted',
  ]);
});

test('a room that comes later is told that the meeting shows something', () => {
  server.takeFloor();
  expect(peer.takeWords()).toEqual([]);
  peer.request('Hello');
  expect(peer.takeWords()).toEqual(['HelloAck', 'FloorStatus granted to another']);
});

test('one that did not ask who has the floor may leave that unanswered; one that wants to know no more is not told', () => {
  peer.request('Hello');
  peer.isSilent = true;
  server.takeFloor();
  vi.advanceTimersByTime(60_000);
  expect(events.take()).toEqual(['ready', 'taken']);
  peer.isSilent = false;
  peer.request('FloorQuery', []);
  peer.takeWords();
  server.leaveFloor();
  expect(peer.takeWords()).toEqual([]);
});

test('what is not acknowledged is repeated, and after 7.5 seconds the room counts as gone', () => {
  begin();
  peer.request('FloorRequest', [FLOOR]);
  peer.takeWords();
  peer.isSilent = true;
  server.grant();
  const granted = 'FloorRequestStatus granted';
  expect(peer.takeWords()).toEqual([granted]);
  vi.advanceTimersByTime(499);
  expect(peer.takeWords()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(peer.takeWords()).toEqual([granted]);
  vi.advanceTimersByTime(1_000);
  expect(peer.takeWords()).toEqual([granted]);
  vi.advanceTimersByTime(2_000);
  expect(peer.takeWords()).toEqual([granted]);
  expect(events.take()).toEqual(['requested']);
  vi.advanceTimersByTime(4_000);
  expect(events.take()).toEqual(['gone']);
  vi.advanceTimersByTime(60_000);
  expect(peer.takeWords()).toEqual([]);
  peer.isSilent = false;
  begin();
  present();
});

test('what is no longer true is not repeated', () => {
  begin();
  peer.request('FloorRequest', [FLOOR]);
  const { requestId } = peer;
  peer.isSilent = true;
  server.grant();
  peer.takeWords();
  release(requestId);
  expect(peer.takeWords()).toEqual(['FloorRequestStatus released', 'FloorStatus']);
  vi.advanceTimersByTime(500);
  expect(peer.takeWords()).toEqual(['FloorStatus']);
});

test('of several states only the newest waits', () => {
  begin();
  peer.isSilent = true;
  for (let times = 0; times < 50; times += 1) {
    server.takeFloor();
    server.leaveFloor();
  }
  server.takeFloor();
  expect(peer.takeWords()).toEqual(['FloorStatus granted to another']);
  peer.isSilent = false;
  vi.advanceTimersByTime(500);
  expect(peer.takeWords()).toEqual([
    'FloorStatus granted to another',
    'FloorStatus granted to another',
  ]);
});

test('a repeated request is answered as before, and is not done twice', () => {
  begin();
  const transactionId = peer.request('FloorRequest', [FLOOR]);
  const first = peer.received.at(-1);
  server.deny();
  peer.takeWords();
  vi.advanceTimersByTime(9_000);
  peer.request('FloorRequest', [FLOOR], { transactionId });
  expect(peer.received.splice(0)).toEqual([first]);
  expect(events.take()).toEqual(['requested']);
  // After T2 it is a new one.
  vi.advanceTimersByTime(1_000);
  peer.request('FloorRequest', [FLOOR], { transactionId });
  expect(events.take()).toEqual(['requested']);
});

test('queries are answered', () => {
  begin();
  const id = present();
  peer.request('FloorRequestQuery', [{ type: 'floorRequestId', id }]);
  peer.request('FloorRequestQuery', [{ type: 'floorRequestId', id: id + 1 }]);
  peer.request('UserQuery');
  peer.request('UserQuery', [{ type: 'beneficiaryId', id: 99 }]);
  expect(peer.takeWords()).toEqual([
    'FloorRequestStatus granted',
    'Error 7',
    'UserStatus granted',
    'Error 2',
  ]);
});

test('what a room may not do is refused with the error that the RFC gives it', () => {
  begin();
  const refusedWith = (...sent: Parameters<BfcpPeer['request']>) => {
    peer.request(...sent);
    return peer.takeWords();
  };
  expect(refusedWith('Hello', [], { conferenceId: 1 })).toEqual(['Error 1']);
  expect(refusedWith('Hello', [], { userId: 1 })).toEqual(['Error 2']);
  expect(refusedWith('UserStatus', [], { isResponse: false })).toEqual([]);
  expect(refusedWith('FloorStatus')).toEqual(['Error 3']);
  expect(refusedWith('ChairAction')).toEqual(['Error 5']);
  expect(refusedWith('FloorRequest', [FLOOR, { type: 'beneficiaryId', id: 99 }])).toEqual([
    'Error 5',
  ]);
  expect(refusedWith('FloorRequest', [FLOOR, { type: 'floorId', id: 2 }])).toEqual(['Error 6']);
  expect(refusedWith('FloorQuery', [{ type: 'floorId', id: 2 }])).toEqual(['Error 6']);
  expect(refusedWith('FloorRequest')).toEqual(['Error 10']);
  expect(refusedWith('FloorRelease')).toEqual(['Error 10']);
  peer.request('FloorRequest', [FLOOR]);
  peer.takeWords();
  expect(refusedWith('FloorRequest', [FLOOR])).toEqual(['Error 8']);
  peer.sendBytes(Buffer.from('300b00001234567800010002', 'hex'));
  expect(peer.takeWords()).toEqual([]);
  peer.sendBytes(Buffer.from('200b00001234567800010002', 'hex'));
  expect(peer.takeWords()).toEqual(['Error 12']);
  peer.sendBytes(Buffer.from('400b00011234567800010002', 'hex'));
  expect(peer.takeWords()).toEqual(['Error 13']);
});

test('goodbye ends it, from either end', () => {
  begin();
  present();
  peer.request('Goodbye');
  expect(peer.takeWords()).toEqual(['GoodbyeAck']);
  expect(events.take()).toEqual(['gone']);
  begin();
  server.close();
  expect(peer.takeWords()).toEqual(['Goodbye']);
});

test('who comes back is asked anew whether it wants to know who has the floor', () => {
  begin();
  peer.request('Goodbye');
  peer.request('Hello');
  peer.isSilent = true;
  server.takeFloor();
  vi.advanceTimersByTime(60_000);
  expect(events.take()).toEqual(['gone', 'ready', 'taken']);
});

test('an address that a re-INVITE names has to prove itself again', () => {
  begin();
  server.takeFloor();
  expect(peer.takeWords()).toHaveLength(1);
  peer.isSilent = true;
  server.doubtAddress();
  server.leaveFloor();
  vi.advanceTimersByTime(60_000);
  expect(peer.takeWords().length).toBeLessThan(4);
});

test('a request in fragments is taken when it is whole', () => {
  begin();
  const { conferenceId, userId } = FLOOR_IDS;
  const whole = writeBfcp({
    conferenceId,
    userId,
    transactionId: 7,
    isResponse: false,
    primitive: 'FloorRequest',
    attributes: [FLOOR, { type: 'priority', priority: 2 }],
  });
  for (const unit of [1, 0]) {
    const header = Buffer.from(whole.subarray(0, 16));
    header.writeUInt8(0x48, 0);
    header.writeUInt16BE(unit, 12);
    header.writeUInt16BE(1, 14);
    peer.sendBytes(Buffer.concat([header, whole.subarray(12 + 4 * unit, 16 + 4 * unit)]));
  }
  expect(peer.takeWords()).toEqual(['FloorRequestStatus pending']);
});

test('presses of a button are all heard, a flood of requests for the floor is denied', () => {
  begin();
  const ask = () => {
    peer.request('FloorRequest', [FLOOR]);
    const { requestId } = peer;
    const [words] = peer.takeWords();
    release(requestId);
    peer.takeWords();
    return words;
  };
  const asked = Array.from({ length: 8 }, ask);
  expect(asked.filter((words) => words === 'FloorRequestStatus pending')).toHaveLength(5);
  expect(asked.slice(5)).toEqual(Array(3).fill('FloorRequestStatus denied'));
  vi.advanceTimersByTime(2_000);
  expect(ask()).toBe('FloorRequestStatus pending');
  vi.advanceTimersByTime(60_000);
});

test('a flood of messages is not answered, and the next second is', () => {
  begin();
  for (let count = 0; count < 1_000; count += 1) peer.request('Hello');
  expect(peer.takeWords().length).toBeLessThanOrEqual(30);
  vi.advanceTimersByTime(1_000);
  peer.request('Hello');
  expect(peer.takeWords()).toEqual(['HelloAck']);
});

test('an address that never acknowledges anything gets no more than three times what came from it', () => {
  const PER_PACKET = 28;
  let sent = 0;
  let received = 0;
  const floor = new FloorControlServer(
    FLOOR_IDS,
    (packet) => (received += packet.length + PER_PACKET),
    new FloorEvents(),
  );
  const forger = new BfcpPeer((packet) => {
    sent += packet.length + PER_PACKET;
    floor.receive(packet, performance.now());
  });
  for (let times = 0; times < 20; times += 1) {
    forger.request('FloorRequest', [FLOOR]);
    floor.grant();
    floor.takeFloor();
    vi.advanceTimersByTime(10_000);
    floor.leaveFloor();
  }
  expect(received).toBeLessThanOrEqual(3 * sent + 4 * 40);
  floor.close();
});

test('100,000 mutated messages change nothing for an honest one', () => {
  const draw = new Draw(Number(process.env['BFCP_FUZZ_SEED'] ?? 24));
  begin();
  const originals: BfcpMessage[] = (
    ['Hello', 'FloorRequest', 'FloorQuery', 'FloorRelease', 'UserQuery', 'FloorStatusAck'] as const
  ).map((primitive) => ({
    ...FLOOR_IDS,
    transactionId: 1,
    isResponse: false,
    primitive,
    attributes: [FLOOR, { type: 'floorRequestId', id: 1 }],
  }));
  const packets = originals.map(writeBfcp);
  for (let count = 0; count < 100_000; count += 1) {
    const packet = Buffer.from(packets[draw.below(packets.length)] ?? '');
    for (let changes = draw.below(4); changes >= 0; changes -= 1)
      packet[draw.below(packet.length)] = draw.below(256);
    const cut = draw.below(10) === 0 ? draw.below(packet.length) : packet.length;
    peer.sendBytes(packet.subarray(0, cut));
    vi.advanceTimersByTime(100);
    if (draw.below(50) === 0) server.takeFloor();
    if (draw.below(50) === 0) server.leaveFloor();
    if (draw.below(50) === 0) server.grant();
    peer.received.splice(0);
  }
  vi.advanceTimersByTime(60_000);
  server.leaveFloor();
  server.deny();
  server.revoke();
  vi.advanceTimersByTime(60_000);
  peer.request('FloorQuery', [FLOOR]);
  peer.takeWords();
  events.take();
  present();
});
