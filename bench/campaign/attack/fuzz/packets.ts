// Datagrams into a real transport, connected by DTLS: garbage as from a stranger, and nonsense with valid encryption.
import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RtpHeader } from 'werift';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { browserCapabilities, EXTENSION_ID } from '../../../load/browserCapabilities.ts';
import { ownDtlsParameters } from '../../../load/dtlsHandshake.ts';
import { IceCheck } from '../../../load/iceCheck.ts';
import { MediaLine } from '../../../load/mediaLine.ts';
import { layeredOffer, offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { openSignalling } from '../../../load/signalling.ts';
import { isTime } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';
import { mutatedBytes } from './mutate.ts';

/** Batch size and pause, so that the kernel drops few. */
const BURST = 50;
const PAUSE_MS = 3;
const PACKETS_OF_TRANSPORT = 20_000;

type RtcpHeader = readonly [first: number, type: number];
/** RTCP of each kind: SR, RR, SDES, BYE, APP, NACK, transport-cc, PLI, FIR, REMB, XR (RFC 3550, 4585, 5104, 3611). */
const RTCP_HEADERS: readonly [RtcpHeader, ...RtcpHeader[]] = [
  [0x81, 200],
  [0x81, 201],
  [0x81, 202],
  [0x81, 203],
  [0x80, 204],
  [0x81, 205],
  [0x8f, 205],
  [0x81, 206],
  [0x84, 206],
  [0x8f, 206],
  [0x80, 207],
];

function rtcp({ draw }: Attack, ssrc: number): Buffer {
  const [first, type] = draw.of(RTCP_HEADERS);
  const words = 1 + draw.below(12);
  const packet = randomBytes(4 + words * 4);
  packet[0] = first;
  packet[1] = type;
  packet.writeUInt16BE(words, 2);
  if (draw.below(2) === 0) packet.writeUInt32BE(ssrc, 4);
  if (words > 1 && draw.below(2) === 0) packet.writeUInt32BE(ssrc, 8);
  return draw.below(2) === 0
    ? packet
    : Buffer.concat([packet.subarray(0, 8), mutatedBytes(draw, packet.subarray(8))]);
}

function rtp({ draw }: Attack, ssrc: number, payloadType: number, sequence: number) {
  const header = new RtpHeader({
    payloadType: draw.below(10) === 0 ? draw.below(128) : payloadType,
    ssrc: draw.below(10) === 0 ? randomInt(2 ** 32) : ssrc,
    sequenceNumber: sequence & 0xffff,
    timestamp: draw.below(2 ** 31),
    marker: draw.below(2) === 0,
    extension: true,
    extensions: [
      { id: EXTENSION_ID.mid, payload: randomBytes(1 + draw.below(12)) },
      { id: 1 + draw.below(14), payload: randomBytes(1 + draw.below(16)) },
    ],
  });
  return {
    header: header.serialize(header.serializeSize),
    payload: randomBytes(draw.below(1_200)),
  };
}

async function fuzzTransport(attack: Attack, callId: string): Promise<void> {
  const { draw, tally, target } = attack;
  const notices: Notice[] = [];
  const address = `10.202.${draw.below(256)}.${draw.below(256)}`;
  const server = { speaks: 'Socket.IO' as const, port: target.port };
  const signalling = await openSignalling(server, (notice) => notices.push(notice), { address });
  const prepared = await signalling.request('prepare', {
    callId,
    personKey: randomBytes(16).toString('base64url'),
    rtpCapabilities: browserCapabilities,
  });
  const line = await MediaLine.open(prepared.sendTransport);
  try {
    await signalling.request('connectTransport', {
      direction: 'send',
      dtlsParameters: ownDtlsParameters,
    });
    await line.connect();
    const tracks = [offer('microphone'), layeredOffer()];
    await signalling.request('join', { name: 'Avsändare', profession: '', tracks });
    const ssrcs = tracks.flatMap(({ rtpParameters: { encodings = [] } }, at) =>
      encodings.map(({ ssrc = 0 }) => ({ ssrc, payloadType: at === 0 ? 111 : 96 })),
    );
    const check = new IceCheck(prepared.sendTransport.iceParameters);
    const dtls = Buffer.concat([Buffer.from([22, 0xfe, 0xfd]), randomBytes(80)]);
    for (let count = 0; count < PACKETS_OF_TRANSPORT && isTime(attack); count += 1) {
      const { ssrc = 0, payloadType = 111 } = ssrcs[draw.below(ssrcs.length)] ?? {};
      const kind = draw.below(6);
      tally.send(['RTP', 'RTCP', 'STUN', 'DTLS', 'noise', 'RTP unencrypted'][kind] ?? '');
      const { header, payload } = rtp(attack, ssrc, payloadType, count);
      if (kind === 0) line.sendRtp(header, payload, count);
      else if (kind === 1) line.sendRtcp(rtcp(attack, ssrc));
      else if (kind === 2) line.sendRaw(mutatedBytes(draw, check.request()));
      else if (kind === 3) line.sendRaw(mutatedBytes(draw, dtls));
      else if (kind === 4) line.sendRaw(randomBytes(1 + draw.below(1_400)));
      else line.sendRaw(Buffer.concat([header, payload]));
      if (count % BURST === 0) await pause(PAUSE_MS);
    }
    await signalling.request('raiseHand', {});
    tally.answer('transport survived');
    tally.expect(!notices.some(({ name }) => name === 'meetingEnded'), 'the meeting ended');
  } finally {
    line.close();
    signalling.close();
  }
}

export const transportFuzz: Phase = {
  name: 'transportFuzz',
  says: 'mutated RTP, RTCP, STUN and DTLS, and noise, into a transport that is connected by DTLS',
  weight: 2,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Paket');
    while (isTime(attack)) await fuzzTransport(attack, callId);
  },
};
