// Forged passes and names: to skip the lobby, and to impersonate somebody.
import { createHmac } from 'node:crypto';
import { participantIdOf } from '../../../../server/src/meetings/participantId.ts';
import { ask, openPage } from '../attackers.ts';
import type { Phase } from '../phase.ts';

const forgedPass: Phase = {
  name: 'forgedPass',
  says: 'a pass forged from a space’s id, which appears in addresses and in the audit log',
  finding: 8,
  weight: 0.1,
  async run(attack) {
    const { id, callId } = await attack.target.makeSpace('Låst', { lobby: 'everybody' });
    const page = await openPage(attack, '10.16.0.1');
    const participant = participantIdOf(callId, page.personKey);
    for (const key of [id, callId, '']) {
      const expiry = Date.now() + 3_600_000;
      const signature = createHmac('sha256', key).update(`${participant} ${expiry}`);
      const pass = `${expiry}.${signature.digest('base64url')}`;
      const entrant = { callId, personKey: page.personKey, pass, rtpCapabilities: {} };
      const code = await ask(attack, page, 'prepare', entrant);
      attack.tally.expect(code === 'needsLobby', `a pass made of "${key}" was answered ${code}`);
    }
    page.close();
  },
};

/** Beside an honest "Anna Berg": invisible characters, or lookalikes. */
const invisible = [
  '\u3164',
  'Anna\u3164Berg',
  '\u115FAnna',
  `Anna${'\u0301'.repeat(59)}`,
  'Anna\u200B Berg',
  'Anna\u00AD Berg',
];
const twins = ['Anna Berg', 'Аnna Berg', 'Anna  Berg', 'ANNA BERG', 'Anna Веrg', 'Annа Berg'];

const deceptiveNames: Phase = {
  name: 'deceptiveNames',
  says: 'names without visible characters, or confusable with somebody else’s',
  finding: 15,
  weight: 0.1,
  async run(attack) {
    const { tally } = attack;
    const { callId } = await attack.target.makeSpace('Namn');
    const honest = await openPage(attack, '10.17.0.1');
    await honest.enter(callId, 'Anna Berg');
    for (const name of [...invisible, ...twins]) {
      const page = await openPage(attack, '10.17.0.2');
      await page.prepare(callId);
      honest.notices.length = 0;
      const code = await ask(attack, page, 'join', { name, profession: '', tracks: [] });
      if (invisible.includes(name)) {
        tally.expect(code === 'invalid', `the name ${JSON.stringify(name)} was answered ${code}`);
      } else {
        const { participant } = await honest.waitForNotice('participantJoined');
        const isTold = /\d/.test(participant.name);
        tally.expect(
          isTold,
          `${JSON.stringify(name)} is shown as ${participant.name} beside Anna Berg`,
        );
      }
      page.close();
    }
    honest.close();
  },
};

export const forgeries = [forgedPass, deceptiveNames];
