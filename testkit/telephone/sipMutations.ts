// Mutated SIP messages: a bit, a line, a number, a piece of another message.
import {
  CISCO_ROOM_KIT,
  CISCO_ROOM_KIT_SRTP,
  HDX_WITH_SLIDES,
  LINPHONE_TEXT,
  PEXIP,
  POLY_X30,
  sdpOf,
  YEALINK_VC800,
} from './roomSystemOffers.ts';
import { OFFER } from './sipPhone.ts';

/** Equal for equal seeds. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

const METHODS = [
  'INVITE',
  'INVITE',
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'INFO',
  'OPTIONS',
  'PRACK',
  'REGISTER',
  'UPDATE',
  'MESSAGE',
] as const;

const PIECES = [
  '\r\n',
  '\r\n\r\n',
  '\u0000',
  '%00',
  '<',
  '>',
  '"',
  ';',
  ',',
  '@',
  ':',
  ' ',
  '\t',
  '\r\n ',
  '\u00e5\u00ff',
  '-1',
  '99999999999999999999',
  '4294967296',
  '__proto__: x\r\n',
  'constructor: x\r\n',
  'Contact: *\r\n',
  'Contact: <sip:a@b:99999999>\r\n',
  'Via: SIP/2.0/UDP [::1]:0;branch=z9hG4bK\r\n',
  'Record-Route: <sip:a;lr>\r\n',
  'Require: 100rel\r\n',
  'Session-Expires: 90\r\nSupported: timer\r\n',
  'Content-Type: multipart/mixed;boundary=x\r\n',
  'Content-Length: 3\r\n',
  'm=audio 9 RTP/SAVP 8\r\n',
  'a=crypto:x y z\r\n',
  'c=IN IP4 0.0.0.0\r\n',
  'a=rtpmap:8 8/8\r\n',
  'm=video 9 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\n',
  'a=fmtp:97 profile-level-id=640c1F;packetization-mode=1;max-fs=NaN;max-br=-1\r\n',
  'a=rtcp-fb:* ccm fir tmmbr\r\n',
  'a=content:slides,main\r\n',
  'm=text 9 RTP/AVP 98\r\na=rtpmap:98 t140/1000\r\na=fmtp:98 cps=99999999\r\n',
  'a=fmtp:99 98/98/98/98\r\na=rtt-mixer\r\n',
  'b=TIAS:4294967296\r\n',
  'b=AS:-1\r\n',
  'a=sendonly\r\n',
] as const;

const OFFERS = [OFFER, OFFER, OFFER, sdpOf(CISCO_ROOM_KIT), sdpOf(LINPHONE_TEXT)] as const;
const ROOM_OFFERS = [
  sdpOf(CISCO_ROOM_KIT),
  sdpOf(CISCO_ROOM_KIT_SRTP),
  sdpOf(HDX_WITH_SLIDES),
  sdpOf(LINPHONE_TEXT),
  sdpOf(PEXIP),
  sdpOf(POLY_X30),
  sdpOf(YEALINK_VC800),
] as const;
const MAX_SDP_MUTATIONS = 6;

const DIALLED = [
  'sip:+46480123456@127.0.0.1',
  'sip:vard-787544182@join.example.org:5060;transport=udp',
  'sips:v%C3%A5rd%00@[2001:db8::1]',
  'tel:+46480123456;ext=1',
] as const;
const NAMES = [
  '',
  '',
  '"M\u00c3\u00b6tesrum 3" ',
  '"\\"\u00e2\u0080\u00ae<\\>" ',
  'Anna Ek ',
] as const;

const KEY_FRAME_WANTED =
  '<media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>';

/** Dialogs that last for many messages, so that deep states are reached too. */
const DIALOGS = 200;

export interface Tags {
  /** Our tags by Call-ID, as far as known. */
  get(callId: string): string | undefined;
}

export function randomMessage(draw: Draw, tags: Tags, transport = 'UDP'): string {
  const callId = `fuzz-${draw.below(DIALOGS)}`;
  const method = draw.of(METHODS);
  const cseq = draw.below(30);
  // ACK and CANCEL often hit the transaction of an INVITE.
  const kind = method === 'ACK' || method === 'CANCEL' ? 'INVITE' : method;
  const hasSdp =
    method === 'INVITE' || method === 'UPDATE' || (method === 'ACK' && draw.below(3) === 0);
  const body = hasSdp ? draw.of(OFFERS) : method === 'INFO' ? KEY_FRAME_WANTED : '';
  const text = draw.below(4) === 0 ? '' : body;
  const tag = draw.below(3) === 0 ? undefined : tags.get(callId);
  const first = draw.below(20) === 0 ? 'SIP/2.0 200 OK' : `${method} ${draw.of(DIALLED)} SIP/2.0`;
  const whole = [
    first,
    `Via: SIP/2.0/${transport} 127.0.0.1:5066;branch=z9hG4bK-${callId}-${kind}-${cseq};rport`,
    `From: ${draw.of(NAMES)}<sip:+46480450511@127.0.0.1>;tag=${callId}`,
    `To: <sip:+46480123456@127.0.0.1>${tag === undefined ? '' : `;tag=${tag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:anna@127.0.0.1:5066>',
    `Content-Length: ${text.length}`,
    ...(text === ''
      ? []
      : [`Content-Type: application/${method === 'INFO' ? 'media_control+xml' : 'sdp'}`]),
    '',
    text,
  ].join('\r\n');
  let mutated = whole;
  for (let count = draw.below(4); count > 0; count -= 1) mutated = mutate(mutated, draw);
  return mutated;
}

/** An offer of a room system with up to six mutations. */
export function randomSdp(draw: Draw): string {
  let sdp: string = draw.of(ROOM_OFFERS);
  for (let count = draw.below(MAX_SDP_MUTATIONS + 1); count > 0; count -= 1) {
    sdp = mutate(sdp, draw);
  }
  return sdp;
}

/** A valid ACK of a 200 to an INVITE: without it, what follows is never reached. */
export function acknowledgementOf(ok: string): string | undefined {
  const [, cseq] = /^CSeq: (\d+) INVITE/m.exec(ok) ?? [];
  if (cseq === undefined || !ok.startsWith('SIP/2.0 200')) return undefined;
  const lines = ok.match(/^(?:Via|From|To|Call-ID):.*$/gm) ?? [];
  const request = 'ACK sip:distansmote@127.0.0.1 SIP/2.0';
  return [request, ...lines, `CSeq: ${cseq} ACK`, 'Content-Length: 0', '', ''].join('\r\n');
}

/** One mutation of a message or an SDP. */
export function mutate(text: string, draw: Draw): string {
  const at = draw.below(text.length);
  const until = Math.min(text.length, at + 1 + draw.below(30));
  const lines = text.split('\r\n');
  const line = draw.below(lines.length);
  switch (draw.below(10)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(draw.below(256)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(until);
    case 2:
      return text.slice(0, until) + text.slice(at);
    case 3:
      return text.slice(0, at);
    case 4:
      return (
        text.slice(0, at) + text.slice(at, until).repeat(1 + draw.below(50)) + text.slice(until)
      );
    case 5:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join('\r\n');
    case 6:
      return [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\r\n');
    case 7:
      return text.replaceAll(/\d+/g, (digits) => {
        return draw.below(8) === 0 ? String(draw.below(2 ** 32)) : digits;
      });
    case 8:
      return [
        ...lines.slice(0, line),
        draw.of(PIECES) + (lines[line] ?? ''),
        ...lines.slice(line + 1),
      ].join('\r\n');
    default:
      return text.slice(0, at) + draw.of(PIECES) + text.slice(at);
  }
}
