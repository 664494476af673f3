// Fixtures for tests of linked phones: somebody in a browser, with a telephone that carries their audio.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect } from 'vitest';
import type { SentTrack } from '../../server/src/media/sentTrack.ts';
import { type CallIdLookup, createCallIdLookup } from '../../server/src/guessing/callIdLookup.ts';
import { GUESS_LIMITS } from '../../server/src/guessing/guessLimits.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { CallJoinFlow, type CallLegParty } from '../../server/src/calls/callJoinFlow.ts';
import type { LobbyEvent, MeetingEvent } from '../../server/src/meetings/events.ts';
import { JoinFlow } from '../../server/src/meetings/join.ts';
import type { CallLeg } from '../../server/src/calls/callLeg.ts';
import { phoneIdentity } from '../../server/src/phone/phoneIdentity.ts';
import { eventually } from '../waiting/eventually.ts';
import { watchMedia } from '../media/mediaWatch.ts';
import type { Page } from '../browser/page.ts';
import { freePort } from '../network/ports.ts';
import { offer } from '../browser/trackOffers.ts';
import { sharedServer } from '../server/sharedServer.ts';
import type { TestServer } from '../server/testServer.ts';
import { trunkSettings } from './trunkSettings.ts';

const PHONE_NUMBER = '0480-44 55 11';

/** A telephone that records its events, as a call would act on them. */
export class Caller implements CallLegParty {
  readonly identity = phoneIdentity({ number: '+46480445511', trunk: '192.0.2.1' });
  readonly isGone = false;
  readonly events: (MeetingEvent | LobbyEvent)[] = [];
  /** What its person's page made it do. */
  readonly did: string[] = [];
  /** The sources offered to it. */
  readonly heard: string[] = [];
  readonly onTrackOffered = (_leg: unknown, { source }: SentTrack) => void this.heard.push(source);
  readonly onLobbyEvent = (event: LobbyEvent) => void this.events.push(event);
  readonly onEvent = (event: MeetingEvent): void => {
    this.events.push(event);
    if (event.type === 'microphoneChanged' && event.by === 'self') {
      const { isMuted } = event.person.microphone;
      this.did.push(isMuted ? 'muted by the page' : 'unmuted by the page');
    }
    if (event.type === 'onlyLegLeft') this.did.push('browser gone');
    if (event.type === 'released') this.did.push(event.reason);
  };
}

/** The use case of joining by telephone, with its own guess budgets: the product's, unless `callIdLookup` has others. */
export function callJoinFlowOf(
  { spaces, meetings, onEntered }: TestServer,
  callIdLookup?: CallIdLookup,
): CallJoinFlow {
  const log = createLog('silent');
  const deps = {
    spaces,
    meetings,
    onEntered,
    callIdLookup: callIdLookup ?? createCallIdLookup(spaces, GUESS_LIMITS, log),
    aliasSecret: 'for tests',
    log,
  };
  return new CallJoinFlow({ ...deps, joinFlow: new JoinFlow(deps) });
}

/**
 * Await it at the top of a test file: a server for its tests, which checks that nothing is left open after each test.
 * @param settings besides those that telephones need.
 */
export async function linkedPhoneTests(settings: Record<string, string> = {}) {
  const media = watchMedia();
  const { server, closePages, open, openFrom, ...shared } = await sharedServer(
    { ...trunkSettings(await freePort()), PHONE_NUMBER, ...settings },
    { graceMs: 0 },
  );
  let joinFlow: CallJoinFlow;
  beforeEach(() => {
    // Each test has its own budget.
    joinFlow = callJoinFlowOf(server);
  });
  afterEach(async () => {
    await server.meetings.endAll('endedByConvener');
    closePages();
    await eventually(() => server.meetings.count, 0);
    expect(media.open).toEqual({ routers: 0, transports: 0, producers: 0, consumers: 0 });
  });

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

  async function ring(callId: CallId, pin: string, caller: Caller): Promise<CallLeg> {
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
  const conveneMeeting = () => shared.conveneMeeting({ lobby: 'everybody' });

  /** Knocks, is admitted, and asks for a PIN. */
  async function admit(callId: CallId, convener: Page, browserToken?: string) {
    // An earlier guest had the same name.
    convener.notices.length = 0;
    const page = await shared.admit(callId, convener, 'Lars', browserToken);
    const { participantId } = await page.enter(callId, 'Lars');
    return { page, participantId, pin: await pinOf(page) };
  }

  return {
    media,
    server,
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
