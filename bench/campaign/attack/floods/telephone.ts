// Telephones that misbehave: calls that are never acknowledged, RTP from strangers, and guesses at masked numbers.
import { createHash } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { writeRtp } from '../../../../server/src/rtp/rtpPacket.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { OFFER, SipDialog, SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { isTime, messageOf, openPage } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';

/** In the trunk, as the target is configured; strangers are in another network. */
export const trunkAddress = (index: number) => `127.0.1.${(index % 250) + 1}`;
const STRANGER = '127.0.0.9';

async function udpAt(address: string): Promise<Socket & { received: number }> {
  const socket = Object.assign(createSocket('udp4').bind(0, address), { received: 0 });
  await once(socket, 'listening');
  socket.on('message', () => (socket.received += 1));
  return socket;
}

/** A call without an ACK is given up after 64 × T1 = 32 s (RFC 3261 §13.3.1.4). */
const GIVEN_UP_MS = 45_000;

/** Whether a well-behaved telephone gets through as soon as the attack's calls have been given up. */
export async function expectAnswered(attack: Attack, address: string): Promise<void> {
  const endsAt = performance.now() + GIVEN_UP_MS;
  let isThrough = await isAnswered(attack, address);
  while (!isThrough && performance.now() < endsAt) {
    await pause(1_000);
    isThrough = await isAnswered(attack, address);
  }
  attack.tally.expect(isThrough, 'no telephone gets through after that');
}

async function isAnswered(attack: Attack, address: string): Promise<boolean> {
  const phone = await SipPhone.udp(attack.target.sipPort, address);
  try {
    const dialog = new SipDialog(phone);
    const response = await dialog.invite();
    if (!response.startsWith('SIP/2.0 200')) return false;
    dialog.request('ACK');
    dialog.request('BYE');
    return true;
  } catch {
    return false;
  } finally {
    phone.close();
  }
}

const unacknowledged: Phase = {
  name: 'unacknowledged',
  says: 'INVITEs from the trunk and from strangers that are answered and never acknowledged',
  finding: 11,
  async run(attack) {
    const { target, tally } = attack;
    const victim = await udpAt('127.0.0.10');
    const phones = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        SipPhone.udp(target.sipPort, index % 2 === 0 ? trunkAddress(index) : STRANGER),
      ),
    );
    const body = OFFER.replace('c=IN IP4 127.0.0.1', 'c=IN IP4 127.0.0.10').replace(
      '30000',
      String(victim.address().port),
    );
    while (isTime(attack)) {
      for (const phone of phones) {
        new SipDialog(phone).request('INVITE', body);
        tally.send('INVITE');
        for (const text of phone.received.splice(0)) tally.answer(`SIP ${text.slice(8, 11)}`);
      }
      await pause(100);
    }
    tally.send('to an uninvolved address', victim.received);
    tally.expect(
      victim.received === 0,
      `${victim.received} packets were sent to an uninvolved address`,
    );
    for (const phone of phones) phone.close();
    victim.close();
    await expectAnswered(attack, trunkAddress(200));
  },
};

/** A silent call from the trunk, in a meeting with somebody in it. */
export async function silentCall(attack: Attack, callId: string, index: number) {
  const address = trunkAddress(index);
  const sound = await SoundPhone.open({ address });
  const sip = await SipPhone.udp(attack.target.sipPort, address);
  const phone = await VirtualPhone.join(sip, callId, { sound });
  return {
    sound,
    rtpPort: phone.rtpPort,
    hangUp() {
      phone.dialog.request('BYE');
      phone.close();
    },
  };
}

export const strayRtp: Phase = {
  name: 'strayRtp',
  says: 'a stranger’s RTP to all telephone ports, while a telephone in a meeting is silent',
  finding: 11,
  async run(attack) {
    const { target, tally } = attack;
    const { callId } = await target.makeSpace('Telefonen');
    const page = await openPage(attack, '10.14.0.1');
    await page.enter(callId, 'Anna', [offer('microphone')]);
    const call = await silentCall(attack, callId, 100);
    const stranger = await udpAt(STRANGER);
    const { firstPort, lastPort } = target.phonePorts;
    for (let sequence = 0; isTime(attack); sequence += 1) {
      const common = { hasMarker: false, timestamp: sequence * 160, ssrc: 4711, payloadType: 8 };
      const packet = writeRtp({
        ...common,
        sequence: sequence & 0xffff,
        payload: Buffer.alloc(160),
      });
      for (let port = firstPort; port <= lastPort; port += 2) {
        stranger.send(packet, port, '127.0.0.1');
        tally.send('RTP');
      }
      await pause(20);
    }
    tally.answer('packets to the stranger', '', stranger.received);
    tally.expect(
      stranger.received === 0,
      `a stranger was sent ${stranger.received} packets of a meeting`,
    );
    call.hangUp();
    stranger.close();
    page.close();
  },
};

/** How telephones got their id originally. */
function oldIdOf(callId: string, number: string): string {
  const bytes = createHash('sha256')
    .update(`${callId} telephone ${number}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex');
}

export const hiddenNumbers: Phase = {
  name: 'hiddenNumbers',
  says: 'the hidden digits of a telephone’s number, tried against its id',
  finding: 3,
  weight: 0.3,
  async run(attack) {
    const { callId } = await attack.target.makeSpace('Numret');
    const page = await openPage(attack, '10.15.0.1');
    await page.enter(callId, 'Nyfiken');
    const call = await silentCall(attack, callId, 120);
    try {
      const { participant } = await page.waitForNotice('participantJoined');
      const id = participant.id.replaceAll('-', '');
      attack.tally.answer(participant.name);
      for (let hidden = 0; hidden < 1_000; hidden += 1) {
        const number = `+46480${String(hidden).padStart(3, '0')}511`;
        attack.tally.send('hash');
        if (oldIdOf(callId, number) === id)
          attack.tally.broken.add('a hidden number was found by its id');
      }
    } catch (error) {
      attack.tally.broken.add(`no telephone joined: ${messageOf(error)}`);
    } finally {
      call.hangUp();
      page.close();
    }
  },
};

export const telephoneFloods = [hiddenNumbers, strayRtp, unacknowledged];
