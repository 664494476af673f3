// The audio thread over real UDP: who hears whom, which events it reports, and what it leaves behind.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packets } from 'rtp.js';
import { afterAll, expect, test, vi } from 'vitest';
import { encodeG711 } from '../src/sound/g711.ts';
import { isRtcp, parseRtp, writeRtp } from '../src/rtp/rtpPacket.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { opusTone } from '@distansmote/testkit/sound/opusTone.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { audioThreadOfEachTest } from '@distansmote/testkit/telephone/soundTest.ts';
import { listen, openMeeting } from '@distansmote/testkit/telephone/soundMeeting.ts';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';
import { untilStill } from '@distansmote/testkit/waiting/untilStill.ts';

const LOUD = 500;
const FAINT = 60;
const folder = await mkdtemp(join(tmpdir(), 'sound-'));
const prompt = join(folder, 'prompt.al');
await writeFile(prompt, encodeG711('PCMA', tone(1_500, 4_000)));

const sound = audioThreadOfEachTest();
const { openPhone } = sound;
afterAll(() => rm(folder, { recursive: true }));

test('two in one mix hear each other but not themselves, and the meeting hears both', async () => {
  const low = await openPhone({ hertz: 400 });
  const high = await openPhone({ hertz: 700, codec: 'PCMU' });
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  for (const [name, phone, ssrc] of [
    ['low', low, 4711],
    ['high', high, 4712],
  ] as const) {
    const endpoint = await sound.thread.openEndpoint(name, phone);
    sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending(ssrc) });
    phone.startTone();
  }
  await listen(low, 20);
  const [lowHeard, highHeard] = await Promise.all([listen(low), listen(high)]);
  expect(toneIn(lowHeard, 700)).toBeGreaterThan(LOUD);
  expect(toneIn(lowHeard, 400)).toBeLessThan(FAINT);
  expect(toneIn(highHeard, 400)).toBeGreaterThan(LOUD);
  expect(toneIn(highHeard, 700)).toBeLessThan(FAINT);

  for (const ssrc of [4711, 4712]) {
    const own = await vi.waitFor(() => {
      const relayed = meeting.taken.flatMap((packet) => parseRtp(packet) ?? []);
      const found = relayed.filter((one) => one.ssrc === ssrc);
      expect(found.length).toBeGreaterThan(60);
      return found;
    }, WAIT_OPTIONS);
    expect(
      own.every(({ payloadType, payload }) => payloadType === 8 && payload.length === 160),
    ).toBe(true);
  }
  // A one-byte header extension, id 1 (RFC 8285 §4.2), with a voice level (RFC 6464).
  expect(meeting.taken[30]?.subarray(12, 17).toString('hex')).toBe('bede000110');
  expect(meeting.taken[30]?.[17]).toBeGreaterThan(0x80);

  sound.thread.post({ type: 'setMuted', endpoint: 'high' as EndpointKey, isMuted: true });
  await listen(low, 20);
  expect(toneIn(await listen(low), 700)).toBeLessThan(FAINT);
  meeting.socket.close();
});

test('a voice from the meeting is heard, in Opus and in PCMA', async () => {
  const phone = await openPhone({ hertz: 0 });
  const { mix, port } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending() });
  sound.thread.post({
    type: 'addSource',
    mix,
    source: { ssrc: 1, payloadType: 100, codec: 'opus' },
  });
  sound.thread.post({ type: 'addSource', mix, source: { ssrc: 2, payloadType: 8, codec: 'PCMA' } });
  phone.startTone();
  let sequence = 0;
  const timer = setInterval(() => {
    // Occasionally an invalid Opus packet.
    const bad = sequence % 20 === 0 ? Buffer.alloc(1_400, 1) : Buffer.alloc(90, 0xff);
    const good = opusTone[sequence % opusTone.length] ?? bad;
    const opus = sequence % 10 === 0 ? bad : good;
    const pcma = encodeG711('PCMA', tone(600, 160));
    const common = { hasMarker: false, sequence };
    const all = [
      writeRtp({ ...common, payloadType: 100, ssrc: 1, timestamp: sequence * 960, payload: opus }),
      writeRtp({ ...common, payloadType: 8, ssrc: 2, timestamp: sequence * 160, payload: pcma }),
      // Not an SSRC that was announced.
      writeRtp({ ...common, payloadType: 8, ssrc: 3, timestamp: sequence * 160, payload: pcma }),
    ];
    for (const packet of all) meeting.socket.send(packet, port, '127.0.0.1');
    sequence += 1;
  }, 20);
  await listen(phone, 30);
  const heard = await listen(phone);
  expect(toneIn(heard, 1_000)).toBeGreaterThan(LOUD);
  expect(toneIn(heard, 600)).toBeGreaterThan(LOUD);
  sound.thread.post({ type: 'removeSource', mix, ssrc: 1 });
  sound.thread.post({ type: 'removeSource', mix, ssrc: 2 });
  await listen(phone, 20);
  expect(toneIn(await listen(phone), 1_000)).toBeLessThan(FAINT);
  clearInterval(timer);
  meeting.socket.close();
});

test('prompts are played in turn, their end is reported once; digits too', async () => {
  const phone = await openPhone({});
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  sound.thread.post({
    type: 'play',
    endpoint,
    files: [prompt, join(folder, 'missing.al'), prompt],
    isRepeated: false,
  });
  expect(toneIn(await listen(phone, 40), 1_500)).toBeGreaterThan(LOUD);
  await sound.thread.event('played', endpoint);
  sound.thread.post({ type: 'play', endpoint, files: [prompt], isRepeated: true });
  expect(toneIn(await listen(phone), 1_500)).toBeGreaterThan(LOUD);
  sound.thread.post({ type: 'stopPlaying', endpoint });
  phone.key(4);
  phone.key(11, 5);
  await vi.waitFor(
    () =>
      expect(sound.thread.eventsOf('digit', endpoint).map(({ digit }) => digit)).toEqual([
        '4',
        '#',
      ]),
    WAIT_OPTIONS,
  );
  await listen(phone, 10);
  expect(sound.thread.eventsOf('played', endpoint)).toHaveLength(1);
  const [first, second] = phone.heard;
  expect(((second?.timestamp ?? 0) - (first?.timestamp ?? 0)) >>> 0).toBe(160);
});

test('with SRTP, and with 40 ms a packet', async () => {
  const safe = await openPhone({ hertz: 400, isEncrypted: true });
  const slow = await openPhone({ hertz: 700, packetMs: 40 });
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  for (const [name, phone] of [
    ['safe', safe],
    ['slow', slow],
  ] as const) {
    const endpoint = await sound.thread.openEndpoint(name, phone);
    sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending() });
    phone.startTone();
  }
  const [safeHeard, slowHeard] = await Promise.all([listen(safe), listen(slow)]);
  expect(toneIn(safeHeard, 700)).toBeGreaterThan(LOUD);
  expect(toneIn(slowHeard, 400)).toBeGreaterThan(LOUD);
  expect(slow.heard.every(({ payload }) => payload.length === 320)).toBe(true);
  meeting.socket.close();
});

test('when encryption returns, audio is a new stream, so that no keystream is used twice', async () => {
  const phone = await openPhone({ isEncrypted: true });
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  const streams = new Set<number>();
  phone.socket.on('message', (packet: Buffer) => {
    if (!isRtcp(packet)) streams.add(packet.readUInt32BE(8));
  });
  const safely = phone.agreed;
  await listen(phone, 10);
  // As on hold, or at another address: the stream continues (RFC 3711 §3.2.1).
  sound.thread.post({ type: 'agree', endpoint, audio: { ...safely, isSending: false } });
  await listen(phone, 10);
  expect(streams.size).toBe(1);
  const [before] = streams;
  streams.clear();
  sound.thread.post({ type: 'agree', endpoint, audio: { ...safely, remoteSrtpKey: undefined } });
  await vi.waitFor(() => expect(streams).toContain(before), WAIT_OPTIONS);
  sound.thread.post({ type: 'agree', endpoint, audio: safely });
  await listen(phone, 10);
  expect(phone.heard.at(-1)?.ssrc).not.toBe(before);
});

test('of many loud telephones the loudest five are heard', async () => {
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const tones = [300, 420, 540, 660, 780];
  const quiet = [1_300, 1_420];
  const many = await Promise.all([
    openPhone({}),
    ...tones.map((hertz) => openPhone({ hertz })),
    ...quiet.map((hertz) => openPhone({ hertz, loudness: 600 })),
  ]);
  for (const [at, phone] of many.entries()) {
    const endpoint = await sound.thread.openEndpoint(`endpoint ${at}`, phone);
    const ssrc = 4711 + at;
    sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending(ssrc) });
    phone.startTone();
  }
  const [listener] = many;
  if (listener === undefined) throw new Error('nobody listens');
  await vi.waitFor(async () => {
    const heard = await listen(listener);
    for (const hertz of tones) expect(toneIn(heard, hertz)).toBeGreaterThan(LOUD);
    for (const hertz of quiet) expect(toneIn(heard, hertz)).toBeLessThan(FAINT);
  }, WAIT_OPTIONS);
  meeting.socket.close();
});

test('RTCP reports the quality of what is received, and says BYE', async () => {
  const phone = await openPhone({ isEncrypted: true });
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  sound.thread.post({ type: 'agree', endpoint, audio: { ...phone.agreed, isRtcpMuxed: true } });
  phone.startTone();
  await vi.waitFor(() => expect(phone.reports).toHaveLength(1), WAIT_OPTIONS);
  sound.thread.post({ type: 'closeEndpoint', endpoint });
  await vi.waitFor(() => expect(phone.reports).toHaveLength(2), WAIT_OPTIONS);
  const kinds = phone.reports.map((report) => {
    const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
    return new packets.CompoundPacket(view).getPackets().map((one) => one.getPacketType());
  });
  // Sender report and SDES, and a BYE at the end.
  expect(kinds).toEqual([
    [200, 202],
    [200, 202, 203],
  ]);
});

test('its receiver reports reveal that our audio does not reach a telephone', async () => {
  const phone = await openPhone({});
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  sound.thread.post({ type: 'agree', endpoint, audio: { ...phone.agreed, isRtcpMuxed: true } });
  phone.startTone();
  await listen(phone, 5);
  const report = () => {
    const heard = phone.heard.at(-1);
    const about = new packets.ReceptionReport();
    about.setSsrc(heard?.ssrc ?? 0);
    about.setHighestSeqNumber(heard?.sequence ?? 0);
    const receiver = new packets.ReceiverReportPacket();
    receiver.addReport(about);
    const compound = new packets.CompoundPacket();
    compound.addPacket(receiver);
    compound.serialize();
    const view = compound.getView();
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  };
  phone.sendRaw(report());
  await listen(phone, 110);
  const latest = report();
  phone.sendRaw(latest);
  await listen(phone, 110);
  expect(sound.thread.eventsOf('reachedChanged')).toEqual([]);
  phone.sendRaw(latest);
  expect(await sound.thread.event('reachedChanged', endpoint)).toMatchObject({ isReached: false });
});

test('a digit pressed as soon as the call is answered counts, a stranger’s digit never', async () => {
  const phone = await openPhone({});
  const stranger = await openPhone({});
  const endpoint = 'endpoint' as EndpointKey;
  sound.thread.post({ type: 'openEndpoint', endpoint });
  const { audio } = await sound.thread.event('endpointOpened', endpoint);
  for (const one of [stranger, phone]) one.connect(audio);
  stranger.key(6);
  phone.key(4);
  await pause(200);
  sound.thread.post({ type: 'agree', endpoint, audio: phone.agreed });
  phone.key(2);
  await vi.waitFor(
    () =>
      expect(sound.thread.eventsOf('digit', endpoint).map(({ digit }) => digit)).toEqual([
        '4',
        '2',
      ]),
    WAIT_OPTIONS,
  );
  phone.key(11);
  await vi.waitFor(
    () =>
      expect(sound.thread.eventsOf('digit', endpoint).map(({ digit }) => digit)).toEqual([
        '4',
        '2',
        '#',
      ]),
    WAIT_OPTIONS,
  );
});

test('a flood of digits is not forwarded, and later digits still are', async () => {
  const phone = await openPhone({});
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  for (let at = 0; at < 80; at += 1) phone.key(at % 10, 6);
  await vi.waitFor(() => expect(sound.thread.eventsOf('digit')).toHaveLength(50), WAIT_OPTIONS);
  await pause(2_100);
  expect(sound.thread.eventsOf('digit')).toHaveLength(50);
  phone.key(11);
  await vi.waitFor(() => expect(sound.thread.eventsOf('digit')).toHaveLength(51), WAIT_OPTIONS);
  expect(sound.thread.eventsOf('digit').at(-1)).toMatchObject({ endpoint, digit: '#' });
});

test('a stranger is not heard, and receives nothing', async () => {
  const phone = await openPhone({ hertz: 0 });
  const stranger = await openPhone({ hertz: 700 });
  const other = await openPhone({});
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  const listening = await sound.thread.openEndpoint('other', other);
  sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending() });
  sound.thread.post({ type: 'enterMix', endpoint: listening, mix, sending: meeting.sending() });
  phone.startTone();
  await listen(phone, 5);
  stranger.connect((await sound.thread.event('endpointOpened', endpoint)).audio);
  stranger.startTone();
  stranger.key(5);
  expect(toneIn(await listen(other), 700)).toBeLessThan(FAINT);
  expect(stranger.heard).toHaveLength(0);
  expect(sound.thread.eventsOf('digit')).toHaveLength(0);
  meeting.socket.close();
});

test('silence is reported as long as it lasts', async () => {
  await sound.restart({ silenceSeconds: 0.3 });
  const phone = await openPhone({});
  const endpoint = await sound.thread.openEndpoint('endpoint', phone);
  const reported = () => sound.thread.eventsOf('fellSilent').length;
  await vi.waitFor(() => expect(reported()).toBeGreaterThan(1), WAIT_OPTIONS);
  // On hold nothing is sent, and nothing is expected.
  sound.thread.post({
    type: 'agree',
    endpoint,
    audio: { ...phone.agreed, isHearing: false, isSending: false },
  });
  await untilStill(() => reported() + phone.heard.length);
});

test('endpoints release their ports, and an endpoint that finds none is refused', async () => {
  await sound.restart(await freePorts(20));
  const names = Array.from({ length: 200 }, (_, at) => `endpoint ${at}` as EndpointKey);
  for (let at = 0; at < names.length; at += 10) {
    const some = names.slice(at, at + 10);
    for (const endpoint of some) sound.thread.post({ type: 'openEndpoint', endpoint });
    for (const endpoint of some) await sound.thread.event('endpointOpened', endpoint);
    if (at === 0) {
      sound.thread.post({ type: 'openEndpoint', endpoint: 'one more' as EndpointKey });
      await sound.thread.event('endpointRefused', 'one more');
    }
    for (const endpoint of some) sound.thread.post({ type: 'closeEndpoint', endpoint });
  }
  const ports = sound.thread.eventsOf('endpointOpened').map(({ audio }) => audio.port);
  expect(ports).toHaveLength(200);
  expect(ports.every((port) => port % 2 === 0)).toBe(true);
});
