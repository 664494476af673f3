import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BfcpPeer, FLOOR, FLOOR_IDS, FloorEvents } from '@distansmote/testkit/bfcp/bfcpPeer.ts';
import type { BfcpAttribute } from './bfcpAttributes.ts';
import type { RequestStatus } from './bfcpCodes.ts';
import type { BfcpMessage } from './bfcpMessage.ts';
import { FloorControlClient } from './floorControlClient.ts';
import { writeFloorRequest } from './floorRequestInformation.ts';

const SOMEBODY = 99;

let events = new FloorEvents();
let client: FloorControlClient;
let peer: BfcpPeer;

beforeEach(() => {
  vi.useFakeTimers();
  events = new FloorEvents();
  peer = new BfcpPeer((packet) => client.receive(packet, performance.now()));
  // Not at once, since the client begins while it is being made.
  const deliver = (packet: Buffer) => setTimeout(() => peer.deliver(packet));
  client = new FloorControlClient(FLOOR_IDS, deliver, events);
});

afterEach(() => {
  client.close();
  vi.advanceTimersByTime(1);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** The only message that has come. */
function next(): BfcpMessage {
  vi.advanceTimersByTime(1);
  const [message, ...more] = peer.received.splice(0);
  if (message === undefined || more.length > 0) throw new Error('expected one message');
  return message;
}

const status = (state: RequestStatus, beneficiary = FLOOR_IDS.userId, id = 7): BfcpAttribute =>
  writeFloorRequest(id, FLOOR_IDS.floorId, beneficiary, state);

/** As a conference bridge begins. */
function begin(): void {
  const hello = next();
  expect(hello.primitive).toBe('Hello');
  peer.respond(hello, 'HelloAck');
  const query = next();
  expect(query).toMatchObject({ primitive: 'FloorQuery', attributes: [FLOOR] });
  peer.respond(query, 'FloorStatus', [FLOOR]);
  expect(events.take()).toEqual(['ready']);
}

function take(): void {
  client.takeFloor();
  const asked = next();
  expect(asked).toMatchObject({ primitive: 'FloorRequest', attributes: [FLOOR] });
  peer.respond(asked, 'FloorRequestStatus', [status('pending')]);
  expect(events.take()).toEqual([]);
  peer.request('FloorRequestStatus', [status('granted')]);
  expect(next()).toMatchObject({ primitive: 'FloorRequestStatusAck', isResponse: true });
  expect(events.take()).toEqual(['taken']);
}

test('it asks for the floor, is granted it, and releases it', () => {
  begin();
  take();
  client.leaveFloor();
  const released = next();
  expect(released).toMatchObject({
    primitive: 'FloorRelease',
    attributes: [{ type: 'floorRequestId', id: 7 }],
  });
  peer.respond(released, 'FloorRequestStatus', [status('released')]);
  expect(events.take()).toEqual([]);
  take();
});

test('a floor that is wanted before the server has begun is asked for then', () => {
  client.takeFloor();
  const hello = next();
  peer.respond(hello, 'HelloAck');
  peer.respond(next(), 'FloorStatus', [FLOOR]);
  const asked = next();
  expect(asked.primitive).toBe('FloorRequest');
  peer.respond(asked, 'FloorRequestStatus', [status('granted')]);
  expect(events.take()).toEqual(['ready', 'taken']);
});

test('a floor that is wanted no more when it is granted is released', () => {
  begin();
  client.takeFloor();
  const asked = next();
  client.leaveFloor();
  peer.respond(asked, 'FloorRequestStatus', [status('granted')]);
  expect(next().primitive).toBe('FloorRelease');
  expect(events.take()).toEqual([]);
});

test.each(['denied', 'revoked'] as const)('a floor that is %s is lost', (state) => {
  begin();
  take();
  peer.request('FloorRequestStatus', [status(state)]);
  peer.request('FloorRequestStatus', [status('granted')]);
  vi.advanceTimersByTime(1);
  expect(peer.takeWords()).toEqual(['FloorRequestStatusAck', 'FloorRequestStatusAck']);
  expect(events.take()).toEqual(['lost']);
  take();
});

test('an error loses it too, and the status of another request does not', () => {
  begin();
  client.takeFloor();
  peer.respond(next(), 'Error', [{ type: 'errorCode', code: 8, details: Buffer.alloc(0) }]);
  expect(events.take()).toEqual(['lost']);
  take();
  peer.request('FloorRequestStatus', [status('revoked', FLOOR_IDS.userId, 8)]);
  expect(next().primitive).toBe('FloorRequestStatusAck');
  expect(events.take()).toEqual([]);
});

test('what somebody at the other end shows is told once, and its end', () => {
  begin();
  const told = (...requests: BfcpAttribute[]) => {
    peer.request('FloorStatus', [FLOOR, ...requests]);
    expect(next().primitive).toBe('FloorStatusAck');
    return events.take();
  };
  expect(told(status('pending', SOMEBODY))).toEqual([]);
  expect(told(status('granted', SOMEBODY))).toEqual(['requested']);
  expect(told(status('granted', SOMEBODY))).toEqual([]);
  expect(told()).toEqual(['released']);
  take();
  expect(told(status('granted'))).toEqual([]);
});

test('a server that does not answer is tried again, and again', () => {
  vi.advanceTimersByTime(7_500);
  expect(peer.takeWords()).toEqual(Array(4).fill('Hello'));
  vi.advanceTimersByTime(13_000);
  expect(peer.takeWords().slice(0, 1)).toEqual(['Hello']);
  vi.advanceTimersByTime(40_000);
  expect(events.take()).toEqual([]);
  peer.takeWords();
  vi.advanceTimersByTime(20_000);
  peer.respond(peer.received.at(-1) ?? next(), 'HelloAck');
  expect(events.take()).toEqual(['ready']);
});

test('a server that goes takes the floor with it', () => {
  begin();
  take();
  peer.request('Goodbye');
  expect(next().primitive).toBe('GoodbyeAck');
  expect(events.take()).toEqual(['gone']);
  client.leaveFloor();
  vi.advanceTimersByTime(20_000);
  begin();
});

test('an answer that was not asked for, or to another transaction, changes nothing', () => {
  const hello = next();
  peer.respond({ ...hello, transactionId: (hello.transactionId + 1) % 65_536 }, 'HelloAck');
  peer.respond({ ...hello, userId: hello.userId + 1 }, 'HelloAck');
  peer.respond({ ...hello, conferenceId: 1 }, 'HelloAck');
  peer.respond(hello, 'FloorStatusAck');
  expect(events.take()).toEqual([]);
  peer.request('ChairAction');
  peer.sendBytes(Buffer.from('200b00001234567800010002', 'hex'));
  vi.advanceTimersByTime(1);
  // It is not for a client to refuse.
  expect(peer.takeWords()).toEqual([]);
  peer.respond(hello, 'HelloAck');
  expect(events.take()).toEqual(['ready']);
});
