// Randomly mutated UDP packets (SOUND_FUZZ of them): an endpoint survives whatever arrives, and leaks no port.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeG711 } from '../src/sound/g711.ts';
import { NARROWBAND, WIDEBAND } from '../src/sound/sampleRate.ts';
import type { EndpointKey } from '../src/sound/audioMessages.ts';
import { writeRtp } from '../src/rtp/rtpPacket.ts';
import { opusTone } from '@distansmote/testkit/sound/opusTone.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { droppedDatagrams } from '@distansmote/testkit/network/droppedDatagrams.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { AudioThread } from '@distansmote/testkit/telephone/audioThread.ts';
import { tone, toneIn } from '@distansmote/testkit/sound/tones.ts';

const COUNT = Number(process.env['SOUND_FUZZ'] ?? 20_000);
/** Batch size, so that the socket's buffer does not overflow. */
const BURST = 100;
const PACE_MS = 3;
const OPTIONS = { timeout: 60_000 + COUNT * 5, retry: 0 };

let thread: AudioThread;
beforeEach(async () => {
  // Three port pairs, so that a leaked port is noticed at once.
  thread = new AudioThread(await freePorts(6));
});
afterEach(() => thread.stop());

const random = (below: number) => Math.floor(Math.random() * below);

/** Flips bits or bytes, truncates, duplicates, or replaces all with noise. */
function mutated(packet: Buffer): Buffer {
  const changed = Buffer.from(packet);
  const kind = random(6);
  if (kind === 0) return randomBytes(random(300));
  if (kind === 1) return changed.subarray(0, random(changed.length));
  if (kind === 2) return Buffer.concat([changed, randomBytes(random(1_400))]);
  for (let times = 1 + random(6); times > 0; times -= 1) {
    // The headers matter most.
    const at = random(kind === 3 ? changed.length : Math.min(24, changed.length));
    changed[at] = kind === 4 ? (changed[at] ?? 0) ^ (1 << random(8)) : random(256);
  }
  return changed;
}

function seeds(ssrc: number): Buffer[] {
  const common = { hasMarker: false, sequence: random(65_536), timestamp: random(2 ** 32), ssrc };
  const report = Buffer.alloc(52);
  report.writeUInt32BE(0x81c8000c);
  report.writeUInt32BE(ssrc, 4);
  const sdes = Buffer.from('81ca0003000000630105616263640000', 'hex');
  const bye = Buffer.from('81cb000100000063', 'hex');
  return [
    writeRtp({ ...common, payloadType: 8, payload: encodeG711('PCMA', tone(300, 160)) }),
    writeRtp({ ...common, payloadType: 9, payload: Buffer.alloc(160, random(256)) }),
    writeRtp({ ...common, payloadType: 101, payload: Uint8Array.of(5, 10, 0, 160) }),
    writeRtp({ ...common, payloadType: 8, payload: Buffer.alloc(160) }, { id: 1, byte: 5 }),
    writeRtp({ ...common, payloadType: 100, payload: opusTone[random(60)] ?? bye }),
    report,
    Buffer.concat([report, sdes, bye]),
  ];
}

test('an endpoint and a mix survive many malformed packets', OPTIONS, async () => {
  const meeting = createSocket('udp4').bind(0, '127.0.0.1');
  await once(meeting, 'listening');
  const sending = {
    port: meeting.address().port,
    streams: [{ ssrc: 1, payloadType: 8, codec: 'PCMA' }],
    audioLevelId: 1,
  } as const;
  const { mix, port: mixPort } = await thread.openMix('mix');
  thread.post({ type: 'addSource', mix, source: { ssrc: 50, payloadType: 100, codec: 'opus' } });
  const phones = [
    await SoundPhone.open({ hertz: 400 }),
    await SoundPhone.open({ hertz: 700, isEncrypted: true }),
    await SoundPhone.open({ hertz: 1_000, codec: 'G722' }),
  ];
  const ports: number[] = [];
  for (const [at, phone] of phones.entries()) {
    const endpoint = await thread.openEndpoint(`endpoint ${at}`, phone);
    ports.push((await thread.event('endpointOpened', endpoint)).audio.port);
    thread.post({ type: 'enterMix', endpoint, mix, sending });
  }
  const [plain, safe, wide] = phones;
  const taken = [...ports.flatMap((port) => [port, port + 1]), mixPort];
  for (let sent = 0; sent - (await droppedDatagrams(taken)) < COUNT; sent += BURST) {
    for (let at = 0; at < BURST; at += 1) {
      const target = random(5);
      const known = [plain?.ssrc, safe?.ssrc, wide?.ssrc, 50][random(4)] ?? 0;
      const all = seeds(known);
      const packet = mutated(all[random(all.length)] ?? Buffer.alloc(0));
      // From the telephones' own addresses: packets from strangers would be ignored.
      if (target === 4) wide?.sendRaw(packet, ports[2]);
      else if (target === 3) meeting.send(packet, mixPort, '127.0.0.1');
      else if (target === 2)
        safe?.sendRaw(random(2) === 0 ? packet : protect(safe, packet), ports[1]);
      else plain?.sendRaw(packet, (ports[0] ?? 0) + target);
    }
    await pause(PACE_MS);
  }
  for (const phone of phones) {
    phone.ssrc = random(2 ** 32);
    phone.startTone();
  }
  for (const [phone, hertz] of [
    [plain, 700],
    [safe, 400],
    [wide, 400],
  ] as const) {
    await vi.waitFor(() => {
      const rate = phone === wide ? WIDEBAND : NARROWBAND;
      const last = phone?.samples.slice(-rate) ?? new Int16Array();
      expect(toneIn(last, hertz, rate)).toBeGreaterThan(500);
    }, WAIT_OPTIONS);
  }
  for (const phone of phones) phone.close();
  meeting.close();
  for (const at of [0, 1, 2])
    thread.post({ type: 'closeEndpoint', endpoint: `endpoint ${at}` as EndpointKey });
  for (const at of [3, 4, 5]) {
    thread.post({ type: 'openEndpoint', endpoint: `endpoint ${at}` as EndpointKey });
    await thread.event('endpointOpened', `endpoint ${at}`);
  }
});

/** Mutated before encryption, so that it passes authentication; without an RTP header it cannot be encrypted. */
function protect(phone: SoundPhone, packet: Buffer): Uint8Array {
  try {
    return phone.protect(packet);
  } catch {
    return packet;
  }
}
