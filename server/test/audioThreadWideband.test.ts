// The audio thread with G.722: what lies above 4 kHz is heard where it can be, and nowhere else.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { encodeG711 } from '../src/sound/g711.ts';
import { speechDecoder } from '../src/sound/phoneStreamDecoder.ts';
import { WIDEBAND } from '../src/sound/sampleRate.ts';
import { speechEncoder } from '../src/sound/speechEncoder.ts';
import { writeReport } from '../src/rtp/rtcp.ts';
import { isRtcp, parseRtp, writeRtp } from '../src/rtp/rtpPacket.ts';
import { opusTone } from '@distansmote/testkit/sound/opusTone.ts';
import { listen, openMeeting } from '@distansmote/testkit/telephone/soundMeeting.ts';
import { audioThreadOfEachTest } from '@distansmote/testkit/telephone/soundTest.ts';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';

const LOUD = 500;
const FAINT = 60;
const folder = await mkdtemp(join(tmpdir(), 'sound-'));
const prompt = join(folder, 'prompt.al');
await writeFile(prompt, encodeG711('PCMA', tone(1_500, 4_000)));

const sound = audioThreadOfEachTest();
const { openPhone } = sound;
afterAll(() => rm(folder, { recursive: true }));

test('in G.722 what lies above 4 kHz is heard too, and does not fold down into a telephone', async () => {
  const phone = await openPhone({ hertz: 400 });
  const room = await openPhone({ hertz: 5_000, codec: 'G722' });
  const other = await openPhone({ hertz: 6_000, codec: 'G722', packetMs: 40 });
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  for (const [at, one] of [phone, room, other].entries()) {
    const endpoint = await sound.thread.openEndpoint(`endpoint ${at}`, one);
    // The first room's sound goes to the meeting as it is, and in A-law; the other one's in A-law.
    const sending = at === 1 ? meeting.sendingWide(4712) : meeting.sending(4711 + 3 * at);
    sound.thread.post({ type: 'enterMix', endpoint, mix, sending });
    one.startTone();
  }
  await listen(phone, 20);
  const [phoneHeard, roomHeard, otherHeard] = await Promise.all([
    listen(phone),
    listen(room),
    listen(other, 30),
  ]);
  expect(toneIn(roomHeard, 400, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(toneIn(roomHeard, 6_000, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(toneIn(roomHeard, 5_000, WIDEBAND)).toBeLessThan(FAINT);
  // The mirror image of what the telephone says.
  expect(toneIn(roomHeard, 7_600, WIDEBAND)).toBeLessThan(FAINT);
  expect(toneIn(otherHeard, 5_000, WIDEBAND)).toBeGreaterThan(LOUD);
  for (const hertz of [2_000, 3_000]) expect(toneIn(phoneHeard, hertz)).toBeLessThan(FAINT);

  const relayed = meeting.taken.flatMap((packet) => parseRtp(packet) ?? []);
  const [wide, copy, narrow] = [4712, 4713, 4717].map((ssrc) =>
    relayed.filter((one) => one.ssrc === ssrc),
  );
  const decoder = speechDecoder('G722');
  const passed = wide?.flatMap(({ payload }) => [...decoder.decode(payload)]) ?? [];
  expect(wide?.every(({ payloadType }) => payloadType === 9)).toBe(true);
  expect(toneIn(Int16Array.from(passed), 5_000, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(
    narrow?.every(({ payloadType, payload }) => payloadType === 8 && payload.length === 320),
  ).toBe(true);
  // For browsers without G.722, in step with the other: whoever changes hears no gap.
  const numbersOf = (packets: typeof wide) =>
    packets?.map(({ sequence, timestamp }) => `${sequence} ${timestamp}`);
  expect(numbersOf(copy)).toEqual(numbersOf(wide));
  expect(copy?.every(({ payloadType }) => payloadType === 8)).toBe(true);
  meeting.socket.close();
});

test('a room is sent to the meeting in G.722, and in A-law for browsers that lack it', async () => {
  const room = await openPhone({ hertz: 1_000, codec: 'G722' });
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const endpoint = await sound.thread.openEndpoint('room', room);
  sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sendingWide(1) });
  room.startTone();
  await listen(room);
  const relayed = meeting.taken.flatMap((packet) => parseRtp(packet) ?? []);
  const heard = (ssrc: number, codec: 'G722' | 'PCMA') => {
    const decoder = speechDecoder(codec);
    const packets = relayed.filter((one) => one.ssrc === ssrc);
    return Int16Array.from(packets.flatMap(({ payload }) => [...decoder.decode(payload)]));
  };
  expect(toneIn(heard(1, 'G722'), 1_000, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(toneIn(heard(2, 'PCMA'), 1_000)).toBeGreaterThan(LOUD);
  meeting.socket.close();
});

test('when the sound of a room was captured is reported to the meeting, as the room says', async () => {
  const room = await openPhone({ codec: 'G722' });
  const { mix } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const endpoint = await sound.thread.openEndpoint('room', room);
  sound.thread.post({ type: 'agree', endpoint, audio: { ...room.agreed, isRtcpMuxed: true } });
  sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sendingWide(1) });
  const LAG_STEPS = 100 * 8;
  await vi.waitFor(() => {
    const packet = Buffer.from(room.packetOf(room.toneOf(20)));
    room.sendRaw(packet);
    const timestampAt = () => (parseRtp(packet)?.timestamp ?? 0) + LAG_STEPS;
    const sent = { ssrc: room.ssrc, packetCount: 1, byteCount: 1, timestampAt };
    const content = { ssrc: room.ssrc, sent, reception: undefined, cname: 'room' };
    room.sendRaw(writeReport(content, performance.now()));
    for (const ssrc of [1, 2]) {
      const own = meeting.taken.filter((one) => one.readUInt32BE(isRtcp(one) ? 4 : 8) === ssrc);
      const at = own.findIndex((one) => isRtcp(one));
      expect(at).toBeGreaterThan(0);
      // It follows the packet that it is about, which was captured at most so long ago.
      const steps = (own[at]?.readUInt32BE(16) ?? 0) - (own[at - 1]?.readUInt32BE(4) ?? 0);
      expect(steps).toBeGreaterThan(0);
      expect(steps).toBeLessThanOrEqual(LAG_STEPS);
    }
  }, WAIT_OPTIONS);
  meeting.socket.close();
});

test('a room hears prompts and the meeting, which goes on in between as one stream', async () => {
  const room = await openPhone({ codec: 'G722' });
  const phone = await openPhone({});
  const endpoint = await sound.thread.openEndpoint('room', room);
  sound.thread.post({ type: 'play', endpoint, files: [prompt], isRepeated: false });
  expect(toneIn(await listen(room, 40), 1_500, WIDEBAND)).toBeGreaterThan(LOUD);
  await sound.thread.event('played', endpoint);
  const { mix, port } = await sound.thread.openMix('mix');
  const meeting = await openMeeting();
  const beside = await sound.thread.openEndpoint('phone', phone);
  sound.thread.post({ type: 'enterMix', endpoint: beside, mix, sending: meeting.sending() });
  sound.thread.post({
    type: 'addSource',
    mix,
    source: { ssrc: 1, payloadType: 100, codec: 'opus' },
  });
  sound.thread.post({ type: 'addSource', mix, source: { ssrc: 2, payloadType: 9, codec: 'G722' } });
  const encoder = speechEncoder('G722');
  let sequence = 0;
  const timer = setInterval(() => {
    const common = { hasMarker: false, sequence };
    const opus = opusTone[sequence % opusTone.length] ?? Buffer.of(0x78);
    const payload = encoder.encode(tone(5_000, 320, 6_000, WIDEBAND));
    const timestamp = sequence * 160;
    for (const packet of [
      writeRtp({ ...common, payloadType: 100, ssrc: 1, timestamp: sequence * 960, payload: opus }),
      writeRtp({ ...common, payloadType: 9, ssrc: 2, timestamp, payload }),
    ])
      meeting.socket.send(packet, port, '127.0.0.1');
    sequence += 1;
  }, 20);
  // The voices are decoded at 8 kHz until the room comes, and again once it has gone.
  expect(toneIn(await listen(phone), 1_000)).toBeGreaterThan(LOUD);
  sound.thread.post({ type: 'enterMix', endpoint, mix, sending: meeting.sending() });
  await listen(room, 30);
  const heard = await listen(room);
  expect(toneIn(heard, 1_000, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(toneIn(heard, 5_000, WIDEBAND)).toBeGreaterThan(LOUD);
  expect(toneIn(await listen(phone), 1_000)).toBeGreaterThan(LOUD);
  sound.thread.post({ type: 'leaveMix', endpoint });
  await listen(phone, 30);
  const after = await listen(phone);
  expect(toneIn(after, 1_000)).toBeGreaterThan(LOUD);
  expect(toneIn(after, 3_000)).toBeLessThan(FAINT);
  room.key(5);
  await sound.thread.event('digit', endpoint);
  clearInterval(timer);
  meeting.socket.close();
});
