import { describe, expect, it } from 'vitest';
import {
  CISCO_ROOM_KIT,
  CISCO_ROOM_KIT_SRTP,
  HDX_WITH_SLIDES,
  PEXIP,
  POLY_X30,
  type RoomSystemOffer,
  sdpOf,
  YEALINK_VC800,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { LocalSdp, type LocalTransports } from './localSdp.ts';
import { readMediaDescriptions } from './mediaDescription.ts';
import { limitedTo, readAnswer, readOffer } from './sdpNegotiation.ts';

const CONTEXT = { isSignallingSecure: true, source: '198.51.100.1' };
const srtpKey = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const bfcp = { port: 40_010, conferenceId: 4_711, userId: 23, floorId: 1 };
const LOCAL: LocalTransports = {
  audio: { port: 40_000, srtpKey },
  video: { port: 40_002, srtpKey },
  slides: { port: 40_004, srtpKey },
  bfcp,
};
const CISCO = sdpOf(CISCO_ROOM_KIT);

/** What is agreed on, and the lines that answer it. */
function answered(offer: string, local = LOCAL) {
  const read = readOffer(offer, CONTEXT);
  if (read === undefined) throw new Error('not accepted');
  const negotiation = limitedTo(read, local);
  const own = new LocalSdp('203.0.113.5', local);
  const sdp = own.answerTo(negotiation);
  return { agreed: negotiation.floorControl, lines: floorLines(sdp), sdp, own };
}

/** Those of the line for floor control. */
function floorLines(sdp: string): string[] {
  const lines = sdp.split('\r\n');
  const at = lines.findIndex((line) => /^m=application \d+ \S*BFCP /.test(line));
  const after = lines.findIndex((line, index) => index > at && /^m=|^$/.test(line));
  return lines.slice(at, after);
}

const asServer = (label: string) => [
  'm=application 40010 UDP/BFCP *',
  'a=floorctrl:s-only',
  'a=confid:4711',
  'a=userid:23',
  `a=floorid:1 mstrm:${label}`,
];
const REFUSED = ['m=application 0 UDP/BFCP *'];

/** Cisco's offer as a conference bridge might write it. */
const bridge = (...lines: string[]) =>
  CISCO.replace(
    'a=floorctrl:c-s\r\na=confid:1\r\na=floorid:2 mstrm:12\r\na=userid:6\r\n',
    lines.map((line) => `${line}\r\n`).join(''),
  );

describe.each<[string, RoomSystemOffer, string, number]>([
  ['Cisco Room Kit', CISCO_ROOM_KIT, '12', 5_070],
  ['Cisco Room Kit over TLS', CISCO_ROOM_KIT_SRTP, '12', 5_070],
  ['Polycom HDX', HDX_WITH_SLIDES, '12', 60_002],
  ['Yealink VC800', YEALINK_VC800, '3', 50_006],
])('%s', (_name, offer, label, port) => {
  it('is a client of the floor of the slides', () => {
    const { agreed, lines, sdp } = answered(sdpOf(offer));
    expect(agreed).toMatchObject({ kind: 'bfcp', role: 'server', port });
    expect(sdpOf(offer)).toContain(`c=IN IP4 ${agreed?.address}\r\n`);
    expect(lines).toEqual(asServer(label));
    const slides = readMediaDescriptions(sdp)?.find(({ content }) => content === 'slides');
    expect(slides?.label).toBe(label);
  });
});

it('Pexip, which would be either, is a client', () => {
  const { agreed, lines } = answered(sdpOf(PEXIP));
  expect(agreed?.role).toBe('server');
  expect(lines[1]).toBe('a=floorctrl:s-only');
});

it('a peer that is a server only has us as a client, by its ids', () => {
  const server = bridge('a=floorctrl:s-only', 'a=confid:77', 'a=userid:8', 'a=floorid:2 mstrm:12');
  const { agreed, lines, own } = answered(server);
  expect(agreed).toEqual({
    kind: 'bfcp',
    mediaLine: 2,
    address: '192.0.2.20',
    port: 5_070,
    signalledFrom: '198.51.100.1',
    role: 'client',
    conferenceId: 77,
    userId: 8,
    floorId: 2,
  });
  expect(lines).toEqual(['m=application 40010 UDP/BFCP *', 'a=floorctrl:c-only']);
  const offer = own.offer(false);
  expect(floorLines(offer)).toEqual(lines);
  expect(readAnswer(server, offer, CONTEXT)?.floorControl).toEqual(agreed);
});

it.each([
  ['without a conference', ['a=floorctrl:s-only', 'a=userid:8', 'a=floorid:2 mstrm:12']],
  ['of a conference beyond 32 bits', ['a=floorctrl:s-only', 'a=confid:4294967296', 'a=userid:8']],
  [
    'with two floors, of which none is the slides',
    ['a=floorctrl:s-only', 'a=confid:7', 'a=userid:8', 'a=floorid:1 mstrm:8', 'a=floorid:2'],
  ],
  ['of another version', ['a=floorctrl:c-only', 'a=bfcpver:1']],
])('floor control %s is refused, and the slides are not', (_name, written) => {
  const { agreed, lines, sdp } = answered(bridge(...written));
  expect(agreed).toBeUndefined();
  expect(lines).toEqual(REFUSED);
  expect(sdp).toContain('m=video 40004 ');
});

it.each([
  ['the newer form of two floors', ['a=floorid:1 mstrm:11', 'a=floorid:2 mstrm:10 12'], 2],
  ['the older form', ['a=floorid:5 m-stream:12'], 5],
  ['one floor without a stream', ['a=floorid:9'], 9],
])('%s is read', (_name, floors, floorId) => {
  const ids = ['a=floorctrl:s-only', 'a=confid:7', 'a=userid:8'];
  expect(answered(bridge(...ids, ...floors)).agreed).toMatchObject({ floorId });
});

it('a list of roles is read, and who says nothing is a client', () => {
  for (const role of ['a=floorctrl:s-only c-only', 'a=floorctrl:c-only', 'a=sendrecv'])
    expect(answered(bridge(role)).agreed?.role, role).toBe('server');
});

it('a version that is offered is answered', () => {
  expect(answered(bridge('a=floorctrl:c-only', 'a=bfcpver:1 2')).lines.at(-1)).toBe('a=bfcpver:2');
});

it.each(['TCP/BFCP', 'TCP/TLS/BFCP', 'UDP/TLS/BFCP'])('%s is refused in place', (protocol) => {
  const { agreed, lines } = answered(CISCO.replace('UDP/BFCP', protocol));
  expect(agreed).toBeUndefined();
  expect(lines).toEqual([`m=application 0 ${protocol} *`]);
});

it('there is no floor without slides: neither theirs nor ours, nor where the line is off', () => {
  expect(answered(sdpOf(POLY_X30)).lines).toEqual(REFUSED);
  expect(answered(CISCO.replace('m=video 2338', 'm=video 0')).lines).toEqual(REFUSED);
  expect(answered(CISCO.replace('application 5070', 'application 0')).lines).toEqual(REFUSED);
  const { slides, ...withoutSlides } = LOCAL;
  expect(slides).toBeDefined();
  expect(answered(CISCO, withoutSlides).lines).toEqual(REFUSED);
  const { bfcp: none, ...withoutFloor } = LOCAL;
  expect(none).toBeDefined();
  expect(answered(CISCO, withoutFloor).lines).toEqual(REFUSED);
});

it('our own offer makes us the server, and repeats what was agreed later', () => {
  const own = new LocalSdp('203.0.113.5', LOCAL);
  const offer = own.offer(false);
  expect(floorLines(offer)).toEqual(asServer('12'));
  expect(offer).toContain('a=content:slides\r\na=label:12\r\n');
  const video = 'a=rtpmap:97 H264/90000\r\na=fmtp:97 profile-level-id=428014;packetization-mode=1';
  const answer = [
    'v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0',
    'm=audio 3000 RTP/AVP 8',
    `m=video 3002 RTP/AVP 97\r\n${video}`,
    `m=video 3004 RTP/AVP 97\r\n${video}`,
    'm=application 3006 UDP/BFCP *\r\na=floorctrl:c-only\r\n',
  ].join('\r\n');
  const read = readAnswer(answer, offer, CONTEXT);
  expect(read?.floorControl).toMatchObject({ role: 'server', mediaLine: 3, port: 3_006 });
  expect(read?.media).toHaveLength(3);
  // What we did not offer is not accepted.
  const plain = new LocalSdp('203.0.113.5', { audio: LOCAL.audio }).offer(false);
  expect(readAnswer(answer, plain, CONTEXT)?.floorControl).toBeUndefined();
  expect(floorLines(answered(CISCO).own.offer(false))).toEqual(asServer('12'));
});
