// Fixtures for tests of linked phones: somebody in a browser, with a telephone that carries their audio.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { SentTrack } from '../../server/src/media/sentTrack.ts';
import { type CallIdLookup, createCallIdLookup } from '../../server/src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../../server/src/guessing/guessLimits.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { CallJoinFlow, type CallLegParty } from '../../server/src/calls/callJoinFlow.ts';
import type { LobbyEvent, MeetingEvent } from '../../server/src/meetings/events.ts';
import { JoinFlow } from '../../server/src/meetings/join.ts';
import type { PhoneLeg } from '../../server/src/phone/phoneLeg.ts';
import { eventually } from '../waiting/eventually.ts';
import { watchMedia } from '../media/mediaWatch.ts';
import { Page } from '../browser/page.ts';
import { freePort } from '../network/ports.ts';
import { offer } from '../browser/trackOffers.ts';
import { openStaff } from '../browser/staff.ts';
import { startTestServer, type TestServer } from '../server/testServer.ts';
import { trunkSettings } from './trunkSettings.ts';

const PHONE_NUMBER = '0480-44 55 11';

/** A telephone that records its commands, as a call would carry them out. */
export class Caller implements CallLegParty {
  readonly caller = {
    number: '+46480445511',
    displayName: undefined,
    dialled: { user: '+46480123456', host: 'trunk.example' },
    trunk: '192.0.2.1',
  };
  readonly isGone = false;
  readonly told: (MeetingEvent | LobbyEvent)[] = [];
  /** What its person's page made it do. */
  readonly did: string[] = [];
  /** The sources offered to it. */
  readonly heard: string[] = [];
  readonly onTrackOffered = (_leg: unknown, { source }: SentTrack) => void this.heard.push(source);
  readonly onLobbyEvent = (event: LobbyEvent) => void this.told.push(event);
  readonly onEvent = (event: MeetingEvent): void => {
    this.told.push(event);
    if (event.type === 'microphoneChanged' && event.by === 'self') {
      const { isMuted } = event.person.microphone;
      this.did.push(isMuted ? 'muted by the page' : 'unmuted by the page');
    }
    if (event.type === 'onlyLegLeft') this.did.push('browser gone');
    if (event.type === 'released') this.did.push(event.reason);
  };
}

/** The use case of joining by telephone, with its own guess budgets. */
export function callJoinFlowOf(
  deps: ConstructorParameters<typeof JoinFlow>[0] & { callIdLookup: CallIdLookup },
): CallJoinFlow {
  return new CallJoinFlow({ ...deps, joinFlow: new JoinFlow(deps) });
}

/**
 * A server for the tests of one file, which checks that nothing is left open after each test.
 * @param settings besides those that telephones need.
 */
export function linkedPhoneTests(settings: Record<string, string> = {}) {
  const media = watchMedia();
  let server: TestServer;
  let joinFlow: CallJoinFlow;
  const pages: Page[] = [];
  beforeAll(async () => {
    server = await startTestServer(
      {
        ...trunkSettings(await freePort()),
        PHONE_NUMBER,
        ...settings,
      },
      { graceMs: 0 },
    );
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    const log = createLog('silent');
    const { spaces, meetings, attendance } = server;
    // Each test has its own budget.
    const callIdLookup = createCallIdLookup(spaces, GUESS_LIMITS, log);
    joinFlow = callJoinFlowOf({ spaces, meetings, attendance, callIdLookup, log });
  });
  afterEach(async () => {
    await server.meetings.endAll('endedByConvener');
    for (const page of pages.splice(0)) page.close();
    await eventually(() => server.meetings.count, 0);
    expect(media.open).toEqual({ routers: 0, transports: 0, producers: 0, consumers: 0 });
  });

  async function open(options?: Parameters<typeof Page.open>[1]): Promise<Page> {
    const page = await Page.open(server, options);
    pages.push(page);
    return page;
  }

  /** Behind a trusted proxy, if `settings` say so. */
  const openFrom = (address: string) => open({ extraHeaders: { 'X-Forwarded-For': address } });

  /** Anna and Bo are present by browser, and Anna has a linked phone. */
  async function meetWithPhone() {
    const { callId, id: spaceId } = await server.makeSpace();
    const [bo, anna] = [await open(), await open()];
    const { participantId: boId } = await bo.enter(callId, 'Bo', [offer('microphone')]);
    const { participantId: annaId } = await anna.enter(callId, 'Anna', [
      offer('microphone'),
      offer('camera'),
    ]);
    await bo.waitForNotice('trackStarted', ({ track }) => track.source === 'camera');
    await bo.waitForNotice('trackStarted', ({ track }) => track.source === 'microphone');
    const pin = await pinOf(anna);
    bo.notices.length = 0;
    const caller = new Caller();
    const phone = await ring(callId, pin, caller);
    return { callId, spaceId, anna, annaId, bo, boId, pin, caller, phone };
  }

  async function pinOf(page: Page): Promise<string> {
    const { phoneNumber, pin } = await page.request('requestDialIn', {});
    expect(phoneNumber).toBe(PHONE_NUMBER);
    return pin;
  }

  async function ring(callId: CallId, pin: string, caller: Caller): Promise<PhoneLeg> {
    const entry = await joinFlow.enterByPin(callId, pin, caller);
    if (entry.type !== 'entered') throw new Error(`not in the meeting: ${entry.type}`);
    expect(entry.isLinked).toBe(true);
    entry.offerTracks();
    return entry.leg;
  }

  async function meetingOf(callId: CallId) {
    const meeting = await server.meetings.find(callId);
    if (meeting === undefined) throw new Error('nobody is there');
    return meeting;
  }

  /** A meeting with a lobby for everybody, and its convener in it. */
  async function conveneMeeting() {
    const { account, page: convener } = await openStaff(server);
    pages.push(convener);
    const space = await server.spaces.create({
      name: 'Möte',
      ownerId: account.id,
      lobby: 'everybody',
    });
    await convener.enter(space.callId, 'Karin');
    return { space, callId: space.callId, convener };
  }

  /** Knocks, is admitted, and asks for a PIN. */
  async function admit(callId: CallId, convener: Page, browserToken?: string) {
    const page = await open();
    page.browserToken = browserToken;
    convener.notices.length = 0;
    await page.knock(callId, 'Lars');
    const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length > 0);
    await convener.request('admit', { participantId: lobby[0]?.id as never });
    await page.waitForNotice('admitted');
    const { participantId } = await page.enter(callId, 'Lars');
    return { page, participantId, pin: await pinOf(page) };
  }

  return {
    media,
    get server() {
      return server;
    },
    get joinFlow() {
      return joinFlow;
    },
    open,
    openFrom,
    meetWithPhone,
    conveneMeeting,
    admit,
    ring,
    meetingOf,
  };
}
