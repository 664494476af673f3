// What somebody on the network between two servers, or a server that is not to be trusted, cannot do to a media tunnel.
import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  allow,
  LocalProgram,
  openTunnelPair,
  startTunnels,
} from '@distansmote/testkit/cluster/tunnelPair.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { TunnelUnavailable } from '../src/cluster/lines/mediaTunnels.ts';

/** A phone whose packets reach a meeting through a tunnel. */
async function phoneInMeeting() {
  const pair = await openTunnelPair(await startTunnels(), await startTunnels());
  const [phone, meeting] = [await LocalProgram.start(), await LocalProgram.start()];
  await allow(pair.holder, meeting);
  const standIn = await pair.line.standIn(meeting.port);
  const say = (text: string) => phone.send(text, standIn);
  /** The datagram that carries the text, as it passed. */
  const sealed = async (text: string): Promise<Buffer> => {
    const before = pair.toHolder.passed.length;
    say(text);
    const isLong = ({ length }: Buffer) => length > 100;
    await eventually(() => pair.toHolder.passed.slice(before).some(isLong), true);
    return pair.toHolder.passed.slice(before).find(isLong) ?? Buffer.alloc(0);
  };
  return { ...pair, phone, meeting, say, sealed };
}

const LONG = 'a text that is longer than what concerns the tunnel itself '.repeat(3);

test('nothing that passes can be read, and the same never looks the same', async () => {
  const { sealed, meeting } = await phoneInMeeting();
  const [first, second] = [await sealed(LONG), await sealed(LONG)];
  await meeting.onlyHears(LONG, LONG);
  const clear = Buffer.from(LONG).subarray(0, 8);
  const port = Buffer.of(meeting.port >> 8, meeting.port & 0xff);
  expect(first.includes(clear)).toBe(false);
  // The id and the count; behind them nothing is alike.
  expect(first.subarray(14, 18).includes(port)).toBe(false);
  expect(first.subarray(14).equals(second.subarray(14))).toBe(false);
});

test('a datagram that was kept and is sent again is dropped, at once or much later', async () => {
  const { sealed, meeting, say, toHolder } = await phoneInMeeting();
  const kept = await sealed(LONG);
  toHolder.inject(kept);
  for (let count = 0; count < 1_100; count += 1) {
    say('.');
    if (count % 50 === 0) await eventually(() => meeting.texts.length > count, true);
  }
  toHolder.inject(kept);
  say('the last');
  await eventually(() => meeting.texts.at(-1), 'the last');
  expect(meeting.texts.filter((text) => text === LONG)).toEqual([LONG]);
});

test('a datagram of which one bit is another is dropped, whichever', async () => {
  const { sealed, meeting, say, toHolder } = await phoneInMeeting();
  toHolder.isCut = true;
  const kept = await sealed(LONG);
  toHolder.isCut = false;
  for (let at = 0; at < kept.length; at += 1) {
    const forged = Buffer.from(kept);
    forged[at] = (forged[at] ?? 0) ^ (1 << (at % 8));
    toHolder.inject(forged);
  }
  for (const length of [0, 1, 13, 14, 29, 30, 33, 34, kept.length - 1])
    toHolder.inject(kept.subarray(0, length));
  toHolder.inject(Buffer.concat([kept, Buffer.of(0)]));
  say('real');
  await meeting.onlyHears('real');
  // It was never a replay: the forged ones have not spoilt it.
  toHolder.inject(kept);
  await meeting.onlyHears('real', LONG);
});

test('what one end has sent is not taken back by it', async () => {
  const { sealed, meeting, phone, line, holder, toLine } = await phoneInMeeting();
  await allow(line, phone);
  await allow(line, meeting);
  toLine.inject(await sealed(LONG));
  meeting.send('answer', await holder.standIn(phone.port));
  await phone.onlyHears('answer');
  await meeting.onlyHears(LONG);
});

test('a flood of garbage, with its id or without, does not disturb it', async () => {
  const { sealed, meeting, say, toHolder, lost } = await phoneInMeeting();
  const id = (await sealed(LONG)).subarray(0, 6);
  for (let round = 0; round < 40; round += 1) {
    for (let count = 0; count < 50; count += 1) {
      const garbage = randomBytes(Math.floor(Math.random() * 4_000));
      toHolder.inject(count % 2 === 0 ? garbage : Buffer.concat([id, garbage]));
    }
    // The kernel drops what comes too fast.
    await eventually(() => {
      say(String(round));
      return meeting.texts.includes(String(round));
    }, true);
  }
  expect(lost).toEqual([]);
});

test('only ports that were named are reached, and no longer than they are', async () => {
  const { phone, meeting, line, holder, say } = await phoneInMeeting();
  await allow(line, phone);
  const other = await LocalProgram.start();
  phone.send('to a port that was never named', await line.standIn(other.port));
  say('first');
  await meeting.onlyHears('first');
  // Not even as an answer.
  meeting.send('report', meeting.received[0]?.from ?? 0);
  await phone.onlyHears('report');
  holder.disallow(meeting.port);
  await allow(holder, other);
  say('to one that is no longer');
  phone.send('to one that is now', await line.standIn(other.port));
  await other.onlyHears('to one that is now');
  await meeting.onlyHears('first');
});

test('who has sent to one port is answered from that one only', async () => {
  const { phone, meeting, holder, say } = await phoneInMeeting();
  const other = await LocalProgram.start();
  say('sound');
  await meeting.onlyHears('sound');
  const back = await holder.standIn(phone.port);
  other.send('from a port that it has not sent to', back);
  meeting.send('answer', back);
  await phone.onlyHears('answer');
});

test('a packet that is longer than any of ours is dropped', async () => {
  const { meeting, say } = await phoneInMeeting();
  say('x'.repeat(1_501));
  say('x'.repeat(1_500));
  await eventually(() => meeting.texts.map(({ length }) => length), [1_500]);
});

test.each(['secret', 'salt', 'link'])('does not open where the %s is another', async (what) => {
  const [line, holder] = [
    await startTunnels(),
    await startTunnels(what === 'secret' ? 'another secret of 32 characters or more' : undefined),
  ];
  const [linkId, salt, onLost] = [randomUUID(), randomUUID(), () => undefined];
  const here = line.tunnels.open({
    linkId,
    salt,
    peerAddress: holder.address,
    end: 'line',
    onLost,
  });
  const there = holder.tunnels.open({
    linkId: what === 'link' ? randomUUID() : linkId,
    salt: what === 'salt' ? randomUUID() : salt,
    peerAddress: line.address,
    end: 'holder',
    onLost,
  });
  for (const { opened } of [here, there]) await expect(opened).rejects.toThrow(TunnelUnavailable);
});

test('there are no more stand-ins than 4,096, and what is no port has none', async () => {
  const { line, meeting, say } = await phoneInMeeting();
  const ports = Array.from({ length: 4_095 }, (_, at) => 1 + at);
  for (let first = 0; first < ports.length; first += 100)
    await Promise.all(ports.slice(first, first + 100).map((port) => line.standIn(port)));
  await expect(line.standIn(60_000)).rejects.toThrow('too many ports');
  for (const port of [0, -1, 65_536, 1.5, Number.NaN])
    await expect(line.standIn(port)).rejects.toThrow('that is no port');
  say('still here');
  await meeting.onlyHears('still here');
});
