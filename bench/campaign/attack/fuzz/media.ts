// Media parameters that pass the schema but no browser sends; another participant receives the resulting tracks.
import { requests, type RequestName } from '@distansmote/shared/signalling/requests.ts';
import { browserCapabilities } from '../../../load/browserCapabilities.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { dtlsParameters, layeredOffer, offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { ask, isTime, openPage } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';
import { mutated } from './mutate.ts';

const MAX_TRIES = 200;
const REQUESTS_OF_SOCKET = 80;

/** A mutation that passes the request's own schema. */
function validMutation(attack: Attack, name: RequestName, honest: object): unknown {
  const { body } = requests[name];
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const candidate = mutated(attack.draw, honest);
    if (body.safeParse(candidate).success) return candidate;
  }
  return honest;
}

async function receiveAll(page: Page): Promise<void> {
  const tracks = page.all('trackStarted').map(({ track }) => track);
  page.notices.length = 0;
  if (tracks.length > 0) await page.ask('tracksReady', { tracks });
}

async function fuzzMedia(attack: Attack, callId: string, sender: Page, receiver: Page) {
  const { draw, tally, target } = attack;
  const prepared = { callId, personKey: sender.personKey, rtpCapabilities: browserCapabilities };
  await ask(attack, sender, 'prepare', validMutation(attack, 'prepare', prepared));
  // A frame that was too large has closed the socket.
  if ((await ask(attack, sender, 'prepare', prepared)) !== 'granted') return;
  for (const direction of ['send', 'receive']) {
    const connecting = { direction, dtlsParameters };
    const body = validMutation(attack, 'connectTransport', connecting);
    await ask(attack, sender, 'connectTransport', body);
  }
  const joining = { name: 'Avsändare', profession: '', tracks: [offer('microphone')] };
  const code = await ask(attack, sender, 'join', validMutation(attack, 'join', joining));
  if (code !== 'granted') await ask(attack, sender, 'join', { ...joining, tracks: [] });
  for (let count = 0; count < REQUESTS_OF_SOCKET && isTime(attack); count += 2) {
    const honest = draw.of([layeredOffer, () => offer('camera'), () => offer('screenSound')])();
    const track = validMutation(attack, 'startTrack', honest) as { source: string };
    await ask(attack, sender, 'startTrack', track);
    await receiveAll(receiver);
    await ask(attack, sender, 'stopTrack', { source: track.source });
  }
  const isThere = (await ask(attack, receiver, 'raiseHand', {})) === 'granted';
  tally.expect(isThere || target.ended !== undefined, 'the receiver was removed from the meeting');
  tally.expect(!receiver.noticeNames.includes('meetingEnded'), 'the meeting ended');
}

export const mediaFuzz: Phase = {
  name: 'mediaFuzz',
  says: 'rtpParameters, rtpCapabilities and dtlsParameters mutated within the schema',
  weight: 2,
  async run(attack) {
    const { draw, target } = attack;
    const address = () => `10.201.${draw.below(256)}.${draw.below(256)}`;
    while (isTime(attack)) {
      const { callId } = await target.makeSpace('Medier');
      const receiver = await openPage(attack, address());
      const sender = await openPage(attack, address());
      try {
        await receiver.enter(callId, 'Mottagare');
        await fuzzMedia(attack, callId, sender, receiver);
      } finally {
        sender.close();
        receiver.close();
      }
    }
  },
};
