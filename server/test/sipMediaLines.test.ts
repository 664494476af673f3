// Every media line of a room system's video offer is answered in its position, over the wire and throughout the call.
import { expect, it } from 'vitest';
import {
  CISCO_ROOM_KIT,
  mediaLinesOf,
  sdpOf,
} from '@distansmote/testkit/telephone/roomSystemOffers.ts';
import { SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { RunningSip } from '@distansmote/testkit/telephone/sipThread.ts';

it('whoever makes the offer', async () => {
  const sip = await RunningSip.start();
  const phone = await SipPhone.udp(sip.ports.udpPort);
  sip.answersAll();
  const dialog = new SipDialog(phone);
  const ok = await dialog.invite(sdpOf(CISCO_ROOM_KIT));
  expect(mediaLinesOf(ok)).toEqual(CISCO_ROOM_KIT.answered);
  dialog.request('ACK');
  expect((await sip.event('agreed')).media).toMatchObject([{ kind: 'audio', mediaLine: 0 }]);
  // A re-INVITE without an offer, as on resume: ours has the same lines in the same order (RFC 3264 §8).
  const ours = await dialog.invite('');
  const [audio, ...refused] = mediaLinesOf(ours);
  expect(audio).toBe('m=audio 40000 RTP/AVP 8 0 101');
  expect(refused).toEqual(CISCO_ROOM_KIT.answered.slice(1));
  const theirs = ours.slice(ours.indexOf('v=0')).replace('m=audio 40000', 'm=audio 2400');
  dialog.request('ACK', theirs);
  expect((await sip.event('agreed', 2)).media).toMatchObject([{ port: 2400, mediaLine: 0 }]);
  phone.close();
  await sip.stop();
  expect(sip.errors).toEqual([]);
});
