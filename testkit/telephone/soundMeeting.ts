// The ends of the audio thread in tests: a meeting's RTP port in place of mediasoup, and what a telephone hears.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { WAIT_OPTIONS } from '../browser/page.ts';
import type { SoundPhone } from './soundPhone.ts';

/** The part of mediasoup that the thread deals with. */
export async function openMeeting() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const taken: Buffer[] = [];
  socket.on('message', (packet) => taken.push(packet));
  const sending = {
    port: socket.address().port,
    ssrc: 4711,
    payloadType: 8,
    codec: 'PCMA',
    audioLevelId: 1,
  } as const;
  return { socket, taken, sending };
}

/** Resolves with the next `count` samples once they have been heard. */
export async function listen(phone: SoundPhone, packetCount = 60): Promise<Int16Array> {
  phone.heard.length = 0;
  await vi.waitFor(() => expect(phone.heard.length).toBeGreaterThan(packetCount), WAIT_OPTIONS);
  return phone.samples;
}
