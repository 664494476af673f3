// The ends of the audio thread in tests: a meeting's RTP port in place of mediasoup, and what a telephone hears.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { WAIT_OPTIONS } from '../browser/page.ts';
import type { SendingToMeeting } from '../../server/src/sound/audioMessages.ts';
import type { SoundPhone } from './soundPhone.ts';

/** The part of mediasoup that the thread deals with. */
export async function openMeeting() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const taken: Buffer[] = [];
  socket.on('message', (packet) => taken.push(packet));
  const { port } = socket.address();
  const sending = (ssrc = 4711): SendingToMeeting => ({
    port,
    streams: [{ ssrc, payloadType: 8, codec: 'PCMA' }],
    audioLevelId: 1,
  });
  /** As a room's: in G.722, and in PCMA with the SSRC after. */
  const sendingWide = (ssrc: number): SendingToMeeting => ({
    port,
    streams: [
      { ssrc, payloadType: 9, codec: 'G722' },
      { ssrc: ssrc + 1, payloadType: 8, codec: 'PCMA' },
    ],
    audioLevelId: 1,
  });
  return { socket, taken, sending, sendingWide };
}

/** Resolves with the next `count` samples once they have been heard. */
export async function listen(phone: SoundPhone, packetCount = 60): Promise<Int16Array> {
  phone.heard.length = 0;
  await vi.waitFor(() => expect(phone.heard.length).toBeGreaterThan(packetCount), WAIT_OPTIONS);
  return phone.samples;
}
