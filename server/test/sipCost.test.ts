// The cost of a SIP message: long ones are refused before parsing, and parsing takes time linear in the length.
import { expect, it } from 'vitest';
import { Digest } from '../src/sip/digest.ts';
import { infoDigit } from '../src/sip/infoDigit.ts';
import { isPictureFastUpdate } from '../src/sip/mediaControl.ts';
import { receivedVia } from '../src/sip/statelessResponse.ts';
import { rawMessage } from '../src/sip/rawMessage.ts';
import { readOffer } from '../src/sip/sdpNegotiation.ts';
import type { Flow } from '../src/sip/flow.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';

const LONGEST_BYTES = 16_000;
/** Twenty times the maximum message size; quadratic work would take minutes. */
const FAR_TOO_LONG = 20 * LONGEST_BYTES;
const HUNG_MS = 20_000;

const started = sharedSip();

const filled = (piece: string, length = FAR_TOO_LONG) => piece.repeat(length / piece.length);
const flow = { address: '192.0.2.1', port: 5060 } as Flow;
const ofCall = { isSignallingSecure: true, source: '192.0.2.1' };

it.each([
  ['a key of empty lines', () => infoDigit('application/dtmf-relay', filled('\n'))],
  [
    'a Via with an unterminated quote',
    () => rawMessage(`OPTIONS\r\nVia: "${filled('\\"')}\r\n\r\n`),
  ],
  ['a Via of spaces', () => receivedVia(`a;rport=${filled(' ')}x`, flow)],
  [
    'a password of letters',
    () =>
      new Digest({ user: 'a', password: 'b' }, Buffer.alloc(32)).check(
        `Digest ${filled('a')}`,
        'INVITE',
        '192.0.2.1',
      ),
  ],
  [
    'an offer of payload types and their names',
    () => {
      const types = OFFER.replace('RTP/AVP', `RTP/AVP${filled(' 9')}`);
      readOffer(types + filled('a=rtpmap:7 x/1\r\n'), ofCall);
    },
  ],
  [
    'feedback and parameters of H.264',
    () => {
      const video = `${OFFER}m=video 9 RTP/AVP${' 97'.repeat(128)}\r\na=rtpmap:97 H264/90000\r\n`;
      readOffer(`${video}a=fmtp:97 ${filled('max-fs=1;')}\r\n`, ofCall);
      readOffer(`${video}a=rtcp-fb:* ccm${filled(' fir')}\r\n`, ofCall);
      readOffer(`${video}a=content:${filled('a,')}\r\n`, ofCall);
    },
  ],
  [
    'a request for a key frame of open elements',
    () => isPictureFastUpdate('application/media_control+xml', filled('<a>')),
  ],
] as const)(
  '%s takes time linear in its length',
  (_name, act) => {
    act();
  },
  HUNG_MS,
);

it('a key among other attributes is still found', () => {
  const relay = (body: string) => infoDigit('application/dtmf-relay', body);
  expect(relay('\r\n\r\nDuration=160\r\n Signal = 5 \r\n')).toBe('5');
  expect(relay('Duration=160\nSIGNAL=11\n')).toBe('#');
  expect(relay('Signal=55\r\n')).toBeUndefined();
  expect(relay('Signals=5\r\n')).toBeUndefined();
});

it.each([
  ['an offer of 3,000 lines', OFFER + filled('a=x\r\n', LONGEST_BYTES - 1_000), [], 488],
  ['as many ended by a bare CR', OFFER + filled('a=x\r', LONGEST_BYTES - 1_000), [], 488],
  [
    'a route of 14 kB',
    OFFER,
    Array(8).fill(`Record-Route: ${filled('<sip:a;lr>,', 1_740)}<sip:b>`),
    513,
  ],
  ['one header of 2 kB', OFFER, [`Record-Route: <sip:${filled('a', 2_000)};lr>`], 513],
] as const)(
  '%s is refused, and the next call is accepted',
  async (_name, offer, headers, status) => {
    const sip = await started();
    sip.answersAll();
    const phone = await sip.phone();
    expect(await new SipDialog(phone).invite(offer, headers)).toContain(`SIP/2.0 ${status} `);
    expect(await new SipDialog(phone).invite()).toMatch(/^SIP\/2\.0 200 /);
    expect(sip.all('arrived')).toHaveLength(1);
  },
);

it('an offer as large as room systems and operators send is accepted: three media, 120 lines, ten proxies', async () => {
  const sip = await started();
  sip.answersAll();
  const phone = await sip.phone();
  const video = `m=video 30002 RTP/AVP 97\r\n${filled('a=fmtp:97 profile-level-id=42e01f\r\n', 4_000)}`;
  const routes = Array.from(
    { length: 10 },
    (_, at) => `Record-Route: <sip:192.0.2.${at};lr;ftag=a1b2>`,
  );
  expect(await new SipDialog(phone).invite(OFFER + video, routes)).toMatch(/^SIP\/2\.0 200 /);
});
