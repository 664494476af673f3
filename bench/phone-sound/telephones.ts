// Telephones in pairs or in meetings, connected by the audio thread or by the baseline.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { writeRtp } from '../../server/src/rtp/rtpPacket.ts';
import type { SendingToMeeting } from '../../server/src/sound/audioMessages.ts';
import { opusTone } from '@distansmote/testkit/sound/opusTone.ts';
import { SoundPhone, type SoundPhoneSettings } from '@distansmote/testkit/telephone/soundPhone.ts';
import { AudioThread } from '@distansmote/testkit/telephone/audioThread.ts';

export interface Telephones {
  worker: Worker;
  phones: SoundPhone[];
  close(): Promise<void>;
}

export interface TelephoneSettings extends SoundPhoneSettings {
  phoneCount: number;
  /** How many telephones are in each meeting. */
  together: number;
  /** Opus voices in each meeting. */
  opusCount?: number;
  /** In turns, as people speak, instead of all at once. */
  isInTurns?: boolean;
}

/** The length of one turn; the next one begins before it ends. */
const TURN_PACKETS = 4 * 50;
const OVERLAP_PACKETS = 50;
/** As from a microphone in a silent room (Opus DTX). */
const DTX_PACKETS = 20;
const DTX_PAYLOAD = Buffer.of(0x78);

function openPhones(settings: TelephoneSettings): Promise<SoundPhone[]> {
  return Promise.all(
    Array.from({ length: settings.phoneCount }, (_, at) =>
      SoundPhone.open({ hertz: 300 + at * 10, ...settings }),
    ),
  );
}

/** In pairs, who hear each other. */
export async function openBaseline(settings: TelephoneSettings): Promise<Telephones> {
  const worker = new Worker(new URL('echoThread.ts', import.meta.url));
  const [port] = (await once(worker, 'message')) as [number];
  const phones = await openPhones(settings);
  for (const [at, phone] of phones.entries()) {
    phone.connect({ port, srtpKey: '' });
    const other = phones[at ^ 1] ?? phone;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage([phone.agreed.port, other.agreed.port]);
  }
  return {
    worker,
    phones,
    async close() {
      for (const phone of phones) phone.close();
      await worker.terminate();
    },
  };
}

export async function openTelephones(settings: TelephoneSettings): Promise<Telephones> {
  const thread = new AudioThread();
  const phones = await openPhones(settings);
  const meeting = createSocket('udp4').bind(0, '127.0.0.1');
  await once(meeting, 'listening');
  const { port } = meeting.address();
  const voices: NodeJS.Timeout[] = [];
  for (let at = 0; at < phones.length; at += settings.together) {
    const { mix, port: mixPort } = await thread.openMix(`mix ${at}`);
    for (const [offset, phone] of phones.slice(at, at + settings.together).entries()) {
      const endpoint = await thread.openEndpoint(`endpoint ${at + offset}`, phone);
      const sending = {
        port,
        streams: streamsOf(at + offset, settings),
        audioLevelId: 1,
      } as const;
      thread.post({ type: 'enterMix', endpoint, mix, sending });
    }
    for (let ssrc = 1; ssrc <= (settings.opusCount ?? 0); ssrc += 1) {
      thread.post({ type: 'addSource', mix, source: { ssrc, payloadType: 100, codec: 'opus' } });
      voices.push(speakOpus(meeting, mixPort, ssrc, settings));
    }
  }
  return {
    worker: thread.worker,
    phones,
    async close() {
      for (const voice of voices) clearInterval(voice);
      for (const phone of phones) phone.close();
      await thread.stop();
      meeting.close();
    },
  };
}

/** As a meeting asks for them: after G.722, PCMA for browsers that have no G.722. */
const streamsOf = (ssrc: number, { codec }: TelephoneSettings): SendingToMeeting['streams'] => {
  const pcma = { ssrc, payloadType: 8, codec: 'PCMA' } as const;
  return codec === 'G722' ? [{ ssrc: ssrc + 1_000, payloadType: 9, codec }, pcma] : [pcma];
};

function speakOpus(
  socket: Socket,
  port: number,
  ssrc: number,
  { opusCount = 1, isInTurns = false }: TelephoneSettings,
): NodeJS.Timeout {
  let sequence = 0;
  let tick = 0;
  return setInterval(() => {
    const sinceTurn = (tick + ssrc * TURN_PACKETS) % (opusCount * TURN_PACKETS);
    const isSpeaking = !isInTurns || sinceTurn < TURN_PACKETS + OVERLAP_PACKETS;
    const payload = isSpeaking ? (opusTone[tick % opusTone.length] ?? DTX_PAYLOAD) : DTX_PAYLOAD;
    const timestamp = tick * 960;
    tick += 1;
    if (!isSpeaking && tick % DTX_PACKETS !== 0) return;
    const common = { payloadType: 100, hasMarker: false, sequence, timestamp, ssrc, payload };
    socket.send(writeRtp(common), port, '127.0.0.1');
    sequence += 1;
  }, 20);
}
