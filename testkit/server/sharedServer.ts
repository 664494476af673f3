// One server per test file, and the pages that its tests open.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { afterAll, afterEach } from 'vitest';
import type { Account } from '../../server/src/accounts/accountStore.ts';
import type { Space } from '../../server/src/spaces/spaceStore.ts';
import { Page } from '../browser/page.ts';
import { openStaff, signInStaff } from '../browser/staff.ts';
import { startTestServer } from './testServer.ts';

type SocketOptions = Parameters<typeof Page.open>[1];

/**
 * Await it at the top of a test file. The server stops after the last test; pages close after the test that opened
 * them.
 */
export async function sharedServer(...start: Parameters<typeof startTestServer>) {
  const server = await startTestServer(...start);
  const pages: Page[] = [];
  afterAll(() => server.stop());
  /** Closes them early, for tests and hooks that check what is left behind. */
  const closePages = () => {
    for (const page of pages.splice(0)) page.close();
  };
  afterEach(closePages);

  async function open(options?: SocketOptions): Promise<Page> {
    const page = await Page.open(server, options);
    pages.push(page);
    return page;
  }

  /** As a client behind the proxy in TRUSTED_PROXIES. */
  const openFrom = (address: string, cookie = '', options: SocketOptions = {}) =>
    open({
      ...options,
      extraHeaders: { 'X-Forwarded-For': address, ...(cookie && { cookie }) },
    });

  const signIn = (role?: Account['role']) => signInStaff(server, role);

  async function openAs(role?: Account['role']) {
    const staff = await openStaff(server, role);
    pages.push(staff.page);
    return staff;
  }

  /** A space of a new account, and the cookie of its owner, who has no page yet. */
  async function ownedSpace(settings: Partial<Space> = {}) {
    const { account, cookie } = await signIn();
    const space = await server.spaces.create({ name: 'Möte', ownerId: account.id, ...settings });
    return { account, cookie, space, callId: space.callId };
  }

  /** A space whose owner, Karin, is in its meeting as convener. */
  async function conveneMeeting(settings: Partial<Space> = {}, tracks: TrackOffer[] = []) {
    const { account, cookie, space, callId } = await ownedSpace(settings);
    const convener = await open({ extraHeaders: { cookie } });
    const { participantId: convenerId } = await convener.enter(callId, 'Karin', tracks);
    return { account, cookie, space, callId, convener, convenerId };
  }

  /** Knocks, and is admitted by the convener. */
  async function admit(
    callId: CallId,
    convener: Page,
    name: string,
    browserToken?: string,
  ): Promise<Page> {
    const page = await open();
    page.browserToken = browserToken;
    await page.knock(callId, name);
    const isGuest = (guest: { name: string }) => guest.name === name;
    const { lobby } = await convener.waitForNotice('lobbyChanged', (body) =>
      body.lobby.some(isGuest),
    );
    const guest = lobby.find(isGuest);
    if (guest === undefined) throw new Error(`${name} does not wait`);
    await convener.request('admit', { participantId: guest.id });
    await page.waitForNotice('admitted');
    return page;
  }

  return { server, closePages, open, openFrom, signIn, openAs, ownedSpace, conveneMeeting, admit };
}
