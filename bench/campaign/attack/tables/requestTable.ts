// What each signalling request is answered in each state of a client: a new request needs a row here.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { requestBodies } from '@distansmote/testkit/browser/requestBodies.ts';
import { openPage } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';

/** In the order of the table's columns. */
const standings = [
  'fresh',
  'inLobby',
  'waiting',
  'present',
  'convener',
  'removed',
  'left',
  'testing',
] as const;
type Standing = (typeof standings)[number];

/** `granted`, or the name of the refusal, in the order of `standings`. */
const requestTable: Record<RequestName, string> = {
  prepare: 'granted needsLobby granted granted granted needsLobby granted granted',
  knock: 'granted granted granted alreadyJoined alreadyJoined granted granted granted',
  connectTransport:
    'notPrepared notPrepared granted granted granted notPrepared notPrepared granted',
  readyToMove: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  restartIce: 'notPrepared notPrepared granted granted granted notPrepared notPrepared granted',
  join: 'notPrepared notPrepared granted alreadyJoined alreadyJoined notPrepared notPrepared notPrepared',
  tracksReady: 'notPrepared notPrepared granted granted granted notPrepared notPrepared granted',
  startTrack: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  stopTrack:
    'notJoined notJoined notJoined trackUnknown trackUnknown notJoined notJoined notJoined',
  pauseTrack:
    'notJoined notJoined notJoined trackUnknown trackUnknown notJoined notJoined notJoined',
  resumeTrack:
    'notJoined notJoined notJoined trackUnknown trackUnknown notJoined notJoined notJoined',
  raiseHand: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  lowerHand: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  setSigning: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  sendMessage: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  requestDialIn: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  setLinkedPhoneMuted:
    'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  switchAudioToBrowser:
    'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  readMessages: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  writeText: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  readText: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  messagesArrived: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  reportPlayback: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  setVideoSizes: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  admit: 'notJoined notJoined notJoined notConvener notInLobby notJoined notJoined notJoined',
  deny: 'notJoined notJoined notJoined notConvener notInLobby notJoined notJoined notJoined',
  askForSound:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  lowerHandOf:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  stopScreenOf:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  startCaptions:
    'notJoined notJoined notJoined notConvener noCaptions notJoined notJoined notJoined',
  stopCaptions: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  setSpotlight:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  setSpotlit:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  tellLobby: 'notJoined notJoined notJoined notConvener nobodyWaits notJoined notJoined notJoined',
  renameMyself: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  muteParticipant:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  muteEverybody: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  renameParticipant:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  removeParticipant:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  setRole:
    'notJoined notJoined notJoined notConvener participantGone notJoined notJoined notJoined',
  ringUp: 'notJoined notJoined notJoined notConvener noDialOut notJoined notJoined notJoined',
  readPeopleToRing:
    'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  ringAgain: 'notJoined notJoined notJoined notConvener ringGone notJoined notJoined notJoined',
  cancelRing: 'notJoined notJoined notJoined notConvener ringGone notJoined notJoined notJoined',
  sendRingDigits:
    'notJoined notJoined notJoined notConvener ringGone notJoined notJoined notJoined',
  setRingMe: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  ringMe: 'notJoined notJoined notJoined noDialOut noDialOut notJoined notJoined notJoined',
  cancelRingMe: 'notJoined notJoined notJoined granted granted notJoined notJoined notJoined',
  setLocked: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  endMeeting: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  deleteSpace: 'notJoined notJoined notJoined notConvener granted notJoined notJoined notJoined',
  openTest:
    'granted alreadyJoined alreadyJoined alreadyJoined alreadyJoined granted granted granted',
  sendTest:
    'notPrepared notPrepared notPrepared notPrepared notPrepared notPrepared notPrepared granted',
  leave: 'granted granted granted granted granted granted granted granted',
};

interface Stand {
  page: Page;
  callId: string;
  close(): void;
}

/** A page in that state, with its own meeting. */
async function standAt(attack: Attack, standing: Standing, index: number): Promise<Stand> {
  const { target } = attack;
  const isKnocking = standing === 'inLobby';
  const { callId } = await target.makeSpace('Ställning', {
    lobby: isKnocking ? 'everybody' : 'none',
  });
  const address = `10.31.${Math.floor(index / 250)}.${(index % 250) + 1}`;
  const { cookie } = await target.session();
  const asConvener = { extraHeaders: { cookie } };
  const page = await openPage(attack, address, standing === 'convener' ? asConvener : {});
  const pages = [page];
  switch (standing) {
    case 'inLobby':
      await page.knock(callId, 'Anna');
      break;
    case 'waiting':
      await page.prepare(callId);
      break;
    case 'present':
    case 'convener':
      await page.enter(callId, 'Anna');
      break;
    case 'left':
      await page.enter(callId, 'Anna');
      await page.request('leave', {});
      break;
    case 'removed': {
      const convener = await openPage(attack, address, asConvener);
      pages.push(convener);
      const { participantId } = await page.enter(callId, 'Anna');
      await convener.enter(callId, 'Kalla');
      await convener.request('removeParticipant', { participantId });
      await page.waitForNotice('removed');
      break;
    }
    case 'testing':
      await page.request('openTest', {});
      break;
    default:
  }
  return {
    page,
    callId,
    close() {
      for (const one of pages) one.close();
    },
  };
}

export const requestStandings: Phase = {
  name: 'requestStandings',
  says: 'every signalling request in every state of a client, compared with a table',
  async run(attack) {
    const { tally } = attack;
    let index = 0;
    for (const [name, row] of Object.entries(requestTable)) {
      const expected = row.split(' ');
      for (const [column, standing] of standings.entries()) {
        index += 1;
        const { page, callId, close } = await standAt(attack, standing, index);
        const body = bodyOf(name as RequestName, page, callId);
        const answer = await page.ask(name, body);
        close();
        const code = answer.ok ? 'granted' : answer.refusal.code;
        tally.send('request');
        tally.answer(code, name);
        tally.expect(
          code === expected[column],
          `${name} at ${standing}: ${code}, not ${expected[column]}`,
        );
      }
    }
  },
};

/** From the same page: somebody removed returns in the same tab. */
function bodyOf(name: RequestName, page: Page, callId: string): unknown {
  const body = requestBodies(callId)[name] as object;
  return Object.hasOwn(body, 'personKey') ? { ...body, personKey: page.personKey } : body;
}
