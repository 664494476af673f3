// Malformed SIP from the trunk, and malformed RTP from a telephone in a meeting.
import { setTimeout as pause } from 'node:timers/promises';
import { writeRtp } from '../../../../server/src/rtp/rtpPacket.ts';
import { randomMessage } from '@distansmote/testkit/telephone/sipMutations.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { isTime } from '../attackers.ts';
import { expectAnswered, silentCall, trunkAddress } from '../floods/telephone.ts';
import type { Phase } from '../phase.ts';
import { mutatedBytes } from './mutate.ts';

const BURST = 20;
const PAUSE_MS = 10;
/** A 500 without it answers a request out of order, as RFC 3261 §12.2.2 requires. */
const OWN_FAULT = /^SIP\/2\.0 500 [^]*^Warning: 399 /m;

const sipFuzz: Phase = {
  name: 'sipFuzz',
  says: 'mutated SIP from fifty addresses of the trunk',
  async run(attack) {
    const { draw, tally, target } = attack;
    const phones = await Promise.all(
      Array.from({ length: 50 }, (_, index) => SipPhone.udp(target.sipPort, trunkAddress(index))),
    );
    const tags = new Map<string, string>();
    for (let count = 0; isTime(attack); count += 1) {
      const phone = phones[count % phones.length];
      phone?.send(randomMessage(draw, tags));
      tally.send('message');
      for (const text of phone?.received.splice(0) ?? []) {
        const callId = /^Call-ID: (.*)$/m.exec(text)?.[1]?.trim();
        const tag = /^To:.*;tag=([^;\s]+)/m.exec(text)?.[1];
        if (callId !== undefined && tag !== undefined) tags.set(callId, tag);
        if (OWN_FAULT.test(text)) tally.answer('500', 'by SIP');
        else if (text.startsWith('SIP/2.0 ')) tally.answer(`SIP ${text.slice(8, 11)}`);
      }
      if (count % BURST === 0) await pause(PAUSE_MS);
    }
    for (const phone of phones) phone.close();
    await expectAnswered(attack, trunkAddress(210));
  },
};

const phoneSoundFuzz: Phase = {
  name: 'phoneSoundFuzz',
  says: 'mutated RTP and RTCP from a telephone in a meeting',
  async run(attack) {
    const { draw, tally, target } = attack;
    const { callId } = await target.makeSpace('Oljud');
    const call = await silentCall(attack, callId, 150);
    const report = Buffer.from(`81c8000c${'00'.repeat(48)}`, 'hex');
    for (let sequence = 0; isTime(attack); sequence += 1) {
      const packet = writeRtp({
        hasMarker: false,
        timestamp: sequence * 160,
        ssrc: 4711,
        payloadType: draw.of([8, 8, 101]),
        sequence: sequence & 0xffff,
        payload: Buffer.alloc(160, draw.below(256)),
      });
      const seed = draw.of([Buffer.from(packet), report]);
      call.sound.sendRaw(mutatedBytes(draw, seed), call.rtpPort + draw.below(2));
      tally.send('packet');
      if (sequence % BURST === 0) await pause(PAUSE_MS);
    }
    tally.answer('packets heard', '', call.sound.heard.length);
    call.hangUp();
    await expectAnswered(attack, trunkAddress(220));
  },
};

export const telephoneFuzz = [sipFuzz, phoneSoundFuzz];
