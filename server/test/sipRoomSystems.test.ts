// sipp behaves like one room system after another, each with what it is known to do besides calling.
import { describe, expect, it } from 'vitest';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import {
  CISCO_ROOM_KIT,
  HDX_WITH_SLIDES,
  PEXIP,
  POLY_X30,
  POLYCOM_HDX,
  type RoomSystemOffer,
  sdpOf,
  YEALINK_VC800,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import {
  runSipp,
  sippExpects,
  type SippMessage,
  sippScenario,
  sippSends,
  whyNoSipp,
} from '@distansmote/testkit/telephone/sipp.ts';
import { type RunningSip, transportAt } from '@distansmote/testkit/telephone/sipThread.ts';

const why = whyNoSipp();
if (why !== undefined) console.warn(`Left out: ${why}`);

const started = sharedSip();
const MEDIA = {
  audio: transportAt(40_000),
  video: transportAt(40_002),
  slides: transportAt(40_004),
};

const USER = 'vardplanering-787544182';
const sends = (message: SippMessage) => sippSends(message, USER);
const sdp = (offer: RoomSystemOffer) => ({ type: 'application/sdp', body: sdpOf(offer) });
const later = { isInDialog: true };

const invite = (offer: RoomSystemOffer, expected: string, cseq = 1) => [
  sends({ method: 'INVITE', cseq, isInDialog: cseq > 1, ...sdp(offer) }),
  sippExpects(200, expected),
  sends({ method: 'ACK', cseq, ...later }),
];
const request = (message: SippMessage, status = 200) => [
  sends({ ...message, ...later }),
  sippExpects(status),
];
const bye = (cseq: number) => request({ method: 'BYE', cseq });

const FAST_UPDATE = {
  type: 'application/media_control+xml',
  body: '<?xml version="1.0"?><media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>',
};

/** Runs the scenario against a thread that answers with every kind of media; returns what was agreed each time. */
async function play(name: string, ...steps: readonly string[][]) {
  const sip = (await started({})) as RunningSip;
  sip.onEvent((event) => {
    if (event.type === 'arrived') sip.answer(event.call, MEDIA);
  });
  await runSipp(tempFolder(), sip.ports.udpPort, sippScenario(name, ...steps.flat()));
  expect((await sip.event('ended')).by).toBe('caller');
  expect(sip.all('arrived')[0]?.caller.dialled?.user).toBe(USER);
  const agreed = sip
    .all('agreed')
    .map(({ media }) => media.map((one) => (one.kind === 'video' ? one.content : one.kind)));
  return { sip, agreed };
}

describe.skipIf(why !== undefined)('like', () => {
  it('a Cisco Room Kit: asks for a key frame by INFO, and refreshes its session by UPDATE', async () => {
    const { sip, agreed } = await play(
      'Cisco Room Kit',
      invite(CISCO_ROOM_KIT, 'm=video 40002 RTP/AVP'),
      request({ method: 'INFO', cseq: 2, ...FAST_UPDATE }),
      request({ method: 'UPDATE', cseq: 3 }),
      bye(4),
    );
    expect(agreed[0]).toContain('main');
    expect(sip.all('keyFrameWanted')).toHaveLength(1);
  });

  it('a Poly X30: offers nothing, and answers with codecs that were not offered first', async () => {
    const { agreed } = await play(
      'Poly X30',
      [
        sends({ method: 'INVITE', cseq: 1 }),
        sippExpects(200, 'm=video 40002'),
        sends({ method: 'ACK', cseq: 1, ...later, ...sdp(answerOf(POLY_X30)) }),
      ],
      request({ method: 'INFO', cseq: 2, ...FAST_UPDATE }),
      bye(3),
    );
    expect(agreed).toEqual([['audio', 'main']]);
  });

  it('a Polycom HDX: adds its slides by a re-INVITE', async () => {
    const { agreed } = await play(
      'Polycom HDX',
      invite(POLYCOM_HDX, 'm=video 40002 RTP/AVP'),
      invite(HDX_WITH_SLIDES, 'm=video 40004 RTP/AVP', 2),
      bye(3),
    );
    expect(agreed).toEqual([
      ['audio', 'main'],
      ['audio', 'main', 'slides'],
    ]);
  });

  it('a Yealink VC800: holds and resumes, once by UPDATE', async () => {
    const held = {
      ...YEALINK_VC800,
      lines: YEALINK_VC800.lines.map((line) => line.replace('sendrecv', 'sendonly')),
    };
    const { sip } = await play(
      'Yealink VC800',
      invite(YEALINK_VC800, 'm=video 40002 RTP/AVP'),
      invite(held, 'a=inactive', 2),
      request({ method: 'UPDATE', cseq: 3, ...sdp(YEALINK_VC800) }),
      bye(4),
    );
    const hearing = sip.all('agreed').map(({ media }) => media[0]?.isHearing);
    expect(hearing).toEqual([true, false, true]);
  });

  it('Pexip: its offer crosses ours, and it lets ours go first', async () => {
    const { agreed } = await play(
      'Pexip',
      invite(PEXIP, 'm=video 40002 RTP/AVP'),
      // A re-INVITE without an offer makes us offer; another offer before its ACK is glare (RFC 3261 §14).
      [sends({ method: 'INVITE', cseq: 2, ...later }), sippExpects(200, 'm=video 40002')],
      request({ method: 'UPDATE', cseq: 3, ...sdp(PEXIP) }, 491),
      [sends({ method: 'ACK', cseq: 2, ...later, ...sdp(answerOf(PEXIP)) })],
      bye(4),
    );
    expect(agreed).toHaveLength(2);
    expect(agreed[1]).toContain('main');
  });
});

/** Audio and the main picture of an offer, as an answer to ours, whose only other line is that of slides. */
function answerOf({ lines }: RoomSystemOffer): RoomSystemOffer {
  const starts = lines.flatMap((line, at) => (line.startsWith('m=') ? [at] : []));
  const section = (kind: string) => {
    const at = starts.find((start) => lines[start]?.startsWith(`m=${kind} `)) ?? 0;
    return lines.slice(
      at,
      starts.find((start) => start > at),
    );
  };
  return {
    lines: [...lines.slice(0, starts[0]), ...section('audio'), ...section('video')],
    answered: [],
  };
}
