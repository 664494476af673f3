// A room system that means harm, in a meeting of its own, while two others see and hear each other.
import { setTimeout as pause } from 'node:timers/promises';
import { writeReport } from '../../../../server/src/rtp/rtcp.ts';
import { writeNack } from '../../../../server/src/rtp/rtcpFeedback.ts';
import { plain, quartersIn } from '@distansmote/testkit/picture/testPattern.ts';
import { SipRoom, type SipRoomOptions } from '@distansmote/testkit/room/sipRoom.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { isTime, messageOf } from '../attackers.ts';
import { mutatedBytes } from '../fuzz/mutate.ts';
import type { Attack, Phase } from '../phase.ts';
import { trunkAddress } from './telephone.ts';

/** For each packet of its camera, besides honest ones, without which it would not be decoded at all. */
const MUTANTS = 20;
const HONEST = 0.7;
const BITRATES = [0, 1, 15_999, 64_000, 300_000, 2_000_000, 2 ** 40] as const;
/** Encoding the rooms' films takes longer than the shortest attack. */
const MIN_ATTACK_MS = 4_000;
const SIZE = { width: 640, height: 360 };
const SOON = { timeout: 60_000, interval: 500 };

export const roomPictures: Phase = {
  name: 'roomPictures',
  says: 'a room system’s mutated H.264 and RTCP, re-INVITEs and requests for key frames',
  weight: 2,
  async run(attack) {
    const { target, tally } = attack;
    if (!target.hasPictures) {
      tally.send('nothing: the programs for pictures are missing');
      return;
    }
    const open: SipRoom[] = [];
    try {
      const watched = await target.makeSpace('Rummen');
      const magenta = await join(attack, open, watched.callId, { quarters: plain('magenta') });
      const green = await join(attack, open, watched.callId, { quarters: plain('green') });
      await expectSeen(attack, magenta, 'green', 'before the attack');
      await expectSeen(attack, green, 'magenta', 'before the attack');
      const { callId } = await target.makeSpace('Oredan');
      const spoil = (packet: Buffer) => spoilt(attack, packet);
      const hostile = await join(attack, open, callId, { spoil, hasScreen: false });
      // A camera that nobody sees is not decoded.
      await join(attack, open, callId, { spoil, hasScreen: false });
      const from = magenta.packets.length;
      const endsAt = Math.max(attack.endsAt, performance.now() + MIN_ATTACK_MS);
      await act({ ...attack, endsAt }, hostile);
      tally.answer(`longest gap of a watched picture ${longestGapMs(magenta, from)} ms`);
      await expectSeen(attack, magenta, 'green', 'after it');
      await expectSeen(attack, green, 'magenta', 'after it');
      for (const room of [magenta, green]) {
        tally.expect(
          new Set(room.packets.map(({ ssrc }) => ssrc)).size === 1,
          'a watched room was sent another stream',
        );
        const isHungUpOn = room.phone.received.some((text) => text.startsWith('BYE '));
        tally.expect(!isHungUpOn, 'a watched room was hung up on');
      }
    } catch (error) {
      tally.broken.add(`a room does not get in: ${messageOf(error)}`);
    }
    for (const room of open) await leave(room);
  },
};

async function join(attack: Attack, open: SipRoom[], callId: string, options: SipRoomOptions) {
  const address = trunkAddress(230 + open.length);
  const phone = await SipPhone.udp(attack.target.sipPort, address);
  const room = await SipRoom.open(phone, { ...SIZE, ...options });
  open.push(room);
  await room.call(callId);
  return room;
}

async function leave(room: SipRoom): Promise<void> {
  room.dialog.request('BYE');
  await pause(100);
  await room.close();
  room.phone.close();
}

async function expectSeen(
  { tally }: Attack,
  room: SipRoom,
  colour: 'green' | 'magenta',
  when: string,
): Promise<void> {
  const isSeen = waitFor(async () => {
    room.askForKeyFrame('PLI');
    const seen = quartersIn(await room.sees());
    if (!seen.every((one) => one === colour)) throw new Error(`it sees ${seen.join()}`);
  }, SOON);
  await isSeen.catch((error: unknown) =>
    tally.broken.add(`${when} a watched room does not see ${colour}: ${messageOf(error)}`),
  );
}

async function act(attack: Attack, room: SipRoom): Promise<void> {
  const { draw, tally } = attack;
  for (let count = 1; isTime(attack); count += 1) {
    for (const by of ['PLI', 'FIR', 'INFO'] as const) room.askForKeyFrame(by);
    room.limitBitrate(draw.of(BITRATES));
    const report = feedbackOn(room);
    for (const packet of [report, mutatedBytes(draw, report)]) room.sendRaw(packet, 'rtcp');
    tally.send('RTCP', 5);
    tally.send('INFO');
    if (count % 10 === 0) room.camera?.changeSsrc();
    if (count % 20 === 0) await reInvite(attack, room);
    await pause(20);
  }
}

async function reInvite({ draw, tally }: Attack, room: SipRoom): Promise<void> {
  const id = draw.of(['42e01f', '64001f', '42800d']);
  const mode = draw.of(['0', '1']);
  const body = room.offer
    .replace('42e01f', id)
    .replace('packetization-mode=1', `packetization-mode=${mode}`);
  tally.send('re-INVITE');
  const answer = await room.dialog.invite(body);
  tally.answer(`SIP ${answer.slice(8, 11)}`);
  room.dialog.request('ACK');
}

/** A NACK of all that came last. */
function feedbackOn(room: SipRoom): Buffer {
  const { ssrc = 0 } = room.packets.at(-1) ?? {};
  const sequences = Array.from({ length: 256 }, (_, at) => (at * 256) & 0xffff);
  const report = { ssrc: 1, sent: undefined, reception: undefined, cname: 'room' };
  return writeReport(report, performance.now(), [writeNack(1, ssrc, sequences)]);
}

function spoilt({ draw, tally }: Attack, packet: Buffer): Buffer[] {
  tally.send('RTP', MUTANTS + 1);
  const mutants = Array.from({ length: MUTANTS }, () => {
    // Half of them keep the header of RTP, and reach the decoder.
    if (draw.below(2) === 0) return mutatedBytes(draw, packet);
    return Buffer.concat([packet.subarray(0, 12), mutatedBytes(draw, packet.subarray(12))]);
  });
  return draw.below(100) < HONEST * 100 ? [packet, ...mutants] : mutants;
}

function longestGapMs(room: SipRoom, from: number): number {
  const times = room.packets.slice(from).map(({ at }) => at);
  const gaps = times.map((at, index) => at - (times[index - 1] ?? at));
  return Math.round(gaps.reduce((longest, gap) => Math.max(longest, gap), 0) / 100) * 100;
}
