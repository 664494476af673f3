// Calls with pictures over the wire: offers both ways, hold, UPDATE, glare, and key frames by INFO.
import { expect, it } from 'vitest';
import {
  CISCO_ROOM_KIT,
  HDX_WITH_SLIDES,
  mediaLinesOf,
  POLYCOM_HDX,
  sdpOf,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { sharedSip } from '@distansmote/testkit/telephone/sharedSip.ts';
import { type TestSip, transportAt } from '@distansmote/testkit/telephone/sipThread.ts';

const started = sharedSip();
const WITH_VIDEO = { audio: transportAt(40_000), video: transportAt(40_002) };
const WITH_SLIDES = { ...WITH_VIDEO, slides: transportAt(40_004) };
const ROOM = sdpOf(CISCO_ROOM_KIT);
const WITH_FLOOR = {
  ...WITH_SLIDES,
  bfcp: { port: 40_010, conferenceId: 4_711, userId: 23, floorId: 1 },
};

/** A call that is answered with pictures, before its ACK. */
async function answered(sip: TestSip, body = ROOM, extra: string[] = [], media = WITH_VIDEO) {
  const phone = await sip.phone();
  const dialog = new SipDialog(phone);
  const response = dialog.invite(body, extra);
  const { call } = await sip.event('arrived');
  sip.answer(call, media);
  return { phone, dialog, call, ok: await response };
}

async function inCall(...parameters: Parameters<typeof answered>) {
  const made = await answered(...parameters);
  made.dialog.request('ACK');
  await parameters[0].event('agreed');
  return made;
}

/** Media lines as agreed, in a word each. */
const agreedIn = async (sip: TestSip, count: number) =>
  (await sip.event('agreed', count)).media.map((one) => {
    const name = one.kind === 'video' ? one.content : one.kind;
    return `${name}${one.isHearing ? ' hears' : ''}${one.isSending ? ' sends' : ''}`;
  });

it('an offered picture is answered, held, resumed, and joined by slides', async () => {
  const sip = await started();
  const { dialog, ok } = await answered(sip, sdpOf(POLYCOM_HDX), [], WITH_SLIDES);
  expect(mediaLinesOf(ok)).toEqual([
    'm=audio 40000 RTP/AVP 8 119',
    'm=video 40002 RTP/AVP 109',
    'm=application 0 RTP/AVP 100',
  ]);
  expect(sip.all('agreed')).toEqual([]);
  dialog.request('ACK');
  expect(await agreedIn(sip, 1)).toEqual(['audio hears sends', 'main hears sends']);
  const held = await dialog.invite(sdpOf(POLYCOM_HDX).replaceAll('sendrecv', 'sendonly'));
  dialog.request('ACK');
  expect(held.match(/a=(?:sendrecv|recvonly|sendonly|inactive)/g)).toEqual([
    'a=inactive',
    'a=inactive',
  ]);
  expect(await agreedIn(sip, 2)).toEqual(['audio', 'main']);
  const resumed = await dialog.invite(sdpOf(HDX_WITH_SLIDES));
  dialog.request('ACK');
  expect(mediaLinesOf(resumed).slice(-2)).toEqual([
    'm=application 0 UDP/BFCP *',
    'm=video 40004 RTP/AVP 109',
  ]);
  expect(await agreedIn(sip, 3)).toEqual([
    'audio hears sends',
    'main hears sends',
    'slides hears sends',
  ]);
});

it('a picture that was switched off during hold comes back when the next offer is ours', async () => {
  const sip = await started();
  const { dialog, ok } = await inCall(sip);
  const held = ROOM.replaceAll('sendrecv', 'inactive').replaceAll('m=video 2336', 'm=video 0');
  expect(mediaLinesOf(await dialog.invite(held))[1]).toBe('m=video 0 RTP/AVP 97 126 98 96 34');
  dialog.request('ACK');
  expect(await agreedIn(sip, 2)).toEqual(['audio']);
  const ours = await dialog.invite('');
  expect(mediaLinesOf(ours).slice(1)).toEqual(mediaLinesOf(ok).slice(1));
  dialog.request('ACK', ours.slice(ours.indexOf('v=0')));
  expect(await agreedIn(sip, 3)).toEqual(['audio hears sends', 'main hears sends']);
});

it.each([
  ['a room system with slides', ROOM, { video: true, slides: true, text: false }],
  ['one without', sdpOf(POLYCOM_HDX), { video: true, slides: false, text: false }],
  ['a telephone', OFFER, { video: false, slides: false, text: false }],
  ['whoever leaves the offer to us', '', { video: true, slides: true, text: false }],
])('%s arrives with the media that it wants', async (_name, offer, wants) => {
  const sip = await started();
  const dialog = new SipDialog(await sip.phone());
  dialog.request('INVITE', offer);
  expect((await sip.event('arrived')).wants).toEqual(wants);
});

it('floor control is agreed on with the slides, and goes with them', async () => {
  const sip = await started();
  const { dialog, ok } = await answered(sip, ROOM, [], WITH_FLOOR);
  expect(mediaLinesOf(ok).slice(2, 4)).toEqual([
    'm=application 40010 UDP/BFCP *',
    'm=video 40004 RTP/AVP 126',
  ]);
  dialog.request('ACK');
  const { media, floorControl } = await sip.event('agreed');
  expect(media).toHaveLength(3);
  expect(floorControl).toMatchObject({ role: 'server', address: '192.0.2.20', port: 5_070 });
  const without = await dialog.invite(ROOM.replace('m=video 2338', 'm=video 0'));
  expect(mediaLinesOf(without)[2]).toBe('m=application 0 UDP/BFCP *');
  dialog.request('ACK');
  expect((await sip.event('agreed', 2)).floorControl).toBeUndefined();
  // Both may come back, as a picture may.
  const ours = await dialog.invite('');
  expect(mediaLinesOf(ours).slice(2, 4)).toEqual(mediaLinesOf(ok).slice(2, 4));
});

it('a picture is refused where the call is answered without, whatever a re-INVITE wants', async () => {
  const sip = await started();
  const phone = await sip.phone();
  sip.answersAll();
  const dialog = new SipDialog(phone);
  expect(mediaLinesOf(await dialog.invite(ROOM))).toEqual(CISCO_ROOM_KIT.answered);
  dialog.request('ACK');
  expect(mediaLinesOf(await dialog.invite(ROOM))).toEqual(CISCO_ROOM_KIT.answered);
  dialog.request('ACK');
  expect(await agreedIn(sip, 2)).toEqual(['audio hears sends']);
});

it('our offer has a picture, and the answer comes in the ACK', async () => {
  const sip = await started();
  const { dialog, ok } = await answered(sip, '');
  expect(mediaLinesOf(ok)).toEqual([
    'm=audio 40000 RTP/AVP 8 0 101',
    'm=video 40002 RTP/AVP 97 98',
  ]);
  // Nothing is agreed before, or whoever forges an INVITE could have pictures decoded.
  expect(sip.all('agreed')).toEqual([]);
  const theirs = [
    ...OFFER.trimEnd().split('\r\n'),
    'm=video 30002 RTP/AVP 97',
    'a=rtpmap:97 H264/90000',
    'a=fmtp:97 profile-level-id=428014;packetization-mode=1;max-fs=8160;max-mbps=245000',
    '',
  ].join('\r\n');
  dialog.request('ACK', theirs);
  const [, video] = (await sip.event('agreed')).media;
  expect(video).toMatchObject({
    kind: 'video',
    content: 'main',
    payloadType: 97,
    port: 30_002,
    receives: { maxFrameMacroblocks: 8_160, packetizationMode: 1 },
  });
  const again = await dialog.invite('');
  expect(mediaLinesOf(again)).toEqual(mediaLinesOf(ok));
  dialog.request('ACK', theirs);
  expect(await agreedIn(sip, 2)).toEqual(['audio hears sends', 'main hears sends']);
});

it('UPDATE does what a re-INVITE does, although our Allow does not name it', async () => {
  const sip = await started();
  const { dialog, ok } = await inCall(sip);
  expect(ok).not.toMatch(/^Allow:.*UPDATE/m);
  const update = async (body: string, extra: string[] = []) => {
    dialog.request('UPDATE', body, extra);
    return dialog.final('UPDATE');
  };
  const held = await update(ROOM.replaceAll('sendrecv', 'sendonly'));
  expect(held).toMatch(/^SIP\/2\.0 200 /);
  expect(held).toMatch(/^Contact: <sip:distansmote@/m);
  expect(mediaLinesOf(held)).toEqual(mediaLinesOf(ok));
  expect(await agreedIn(sip, 2)).toEqual(['audio', 'main']);
  await update(ROOM);
  expect(await agreedIn(sip, 3)).toEqual(['audio hears sends', 'main hears sends']);
  const timer = ['Supported: timer', 'Session-Expires: 1800'];
  const refreshed = await update('', timer);
  expect(refreshed).toContain('Session-Expires: 1800;refresher=uac\r\n');
  expect(refreshed).toContain('Content-Length: 0\r\n');
  expect(await update('', ['Supported: timer', 'Session-Expires: 30'])).toMatch(/^SIP\/2\.0 422 /);
  expect(await update(ROOM.replace('RTP/AVP 107', 'RTP/SAVP 107'))).toMatch(/^SIP\/2\.0 488 /);
  expect(sip.all('agreed')).toHaveLength(3);
  expect(sip.all('ended')).toEqual([]);
});

it('an UPDATE that is repeated, out of order or of no call changes nothing', async () => {
  const sip = await started();
  const { phone, dialog } = await inCall(sip);
  const first = dialog.request('UPDATE', ROOM);
  const said = await dialog.final('UPDATE');
  phone.send(first);
  dialog.request('INFO');
  await dialog.final('INFO');
  const repeats = phone.responses(dialog.callId, dialog.cseq - 1, 'UPDATE');
  expect(repeats).toEqual([said, said]);
  expect(sip.all('agreed')).toHaveLength(2);
  dialog.cseq = 0;
  dialog.request('UPDATE', ROOM.replaceAll('sendrecv', 'sendonly'));
  expect(await dialog.final('UPDATE')).toMatch(/^SIP\/2\.0 500 /);
  expect(sip.all('agreed')).toHaveLength(2);
  for (const tag of [undefined, 'unknown']) {
    const stranger = new SipDialog(phone);
    stranger.toTag = tag;
    stranger.request('UPDATE', ROOM);
    expect(await stranger.final('UPDATE')).toMatch(/^SIP\/2\.0 481 /);
  }
});

it('an offer that crosses ours is refused, and the ACK of the refusal touches nothing', async () => {
  const sip = await started();
  const { dialog } = await inCall(sip);
  const ours = await dialog.invite('');
  const offered = { cseq: dialog.cseq, branch: dialog.branch };
  dialog.request('UPDATE', ROOM);
  expect(await dialog.final('UPDATE')).toMatch(/^SIP\/2\.0 491 /);
  // sip.js: RFC 6337 §4.3.
  expect(await dialog.invite(ROOM)).toMatch(/^SIP\/2\.0 500 /);
  dialog.acknowledgeRefusal();
  dialog.request('INFO');
  await dialog.final('INFO');
  expect(sip.all('agreed')).toHaveLength(1);
  const { cseq } = dialog;
  dialog.cseq = offered.cseq;
  dialog.request('ACK', ours.slice(ours.indexOf('v=0')).replace('audio 40000', 'audio 2400'));
  expect((await sip.event('agreed', 2)).media[0]).toMatchObject({ port: 2_400 });
  dialog.cseq = cseq;
  expect(await dialog.invite(ROOM)).toMatch(/^SIP\/2\.0 200 /);
  expect(sip.all('ended')).toEqual([]);
});

const COMMAND =
  '<?xml version="1.0"?><media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>';
const CONTROL = 'application/media_control+xml';

it('a room asks for a key frame by INFO, and nothing else that looks like it', async () => {
  const sip = await started();
  const { dialog, call } = await inCall(sip);
  const send = async (body: string) => {
    dialog.request('INFO', body, [`Content-Type: ${CONTROL}`]);
    return (await dialog.final('INFO')).split(' ')[1];
  };
  expect(await send(COMMAND)).toBe('200');
  expect(await send(COMMAND.replace('picture_fast_update', 'general_error'))).toBe('415');
  expect(await send(COMMAND)).toBe('200');
  expect(sip.all('keyFrameWanted')).toEqual([
    { type: 'keyFrameWanted', call },
    { type: 'keyFrameWanted', call },
  ]);
});

it('we ask for a key frame by INFO, once however often it is wanted', async () => {
  const sip = await started();
  const { phone, dialog, call } = await inCall(sip, ROOM, ['Allow: INVITE, ACK, info, BYE']);
  for (let count = 0; count < 5; count += 1) sip.post({ type: 'requestKeyFrame', call });
  const asked = await phone.asked('INFO');
  expect(asked).toContain(`Content-Type: ${CONTROL}\r\n`);
  expect(asked).toMatch(/<to_encoder><picture_fast_update\/>/);
  expect(asked).toContain(`;tag=${dialog.fromTag}`);
  phone.accept(asked);
  dialog.request('INFO');
  await dialog.final('INFO');
  const isAsked = (text: string) => text.startsWith('INFO ');
  expect(new Set(phone.received.filter(isAsked)).size).toBe(1);
});

it.each([
  ['its Allow has no INFO', ROOM, ['Allow: INVITE, ACK, BYE', 'Allow: CANCEL, UPDATE']],
  ['it has no picture', OFFER, []],
])('we do not ask a room when %s', async (_name, offer, extra) => {
  const sip = await started();
  const { phone, dialog, call } = await inCall(sip, offer, extra);
  sip.post({ type: 'requestKeyFrame', call });
  dialog.request('INFO');
  await dialog.final('INFO');
  expect(phone.received.some((text) => text.startsWith('INFO '))).toBe(false);
});

it('what was dialled leads nowhere', async () => {
  const sip = await started();
  const dialog = new SipDialog(await sip.phone());
  dialog.request('INVITE', ROOM);
  const { call } = await sip.event('arrived');
  sip.post({ type: 'refuse', call, refusal: 'notFound' });
  expect(await dialog.final('INVITE')).toMatch(/^SIP\/2\.0 404 /);
  dialog.acknowledgeRefusal();
});
