// One server for the tests of a file, and the pages that each test opens on it.
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
 * Await it at the top of a test file. The server stops after the file's last test; pages close after the test that
 * opened them.
 */
export async function serverOfFile(...start: Parameters<typeof startTestServer>) {
  const server = await startTestServer(...start);
  const pages: Page[] = [];
  afterAll(() => server.stop());
  /** For a test or hook that looks at what is left behind; otherwise it happens by itself. */
  const closePages = () => {
    for (const page of pages.splice(0)) page.close();
  };
  afterEach(closePages);

  async function open(options?: SocketOptions): Promise<Page> {
    const page = await Page.open(server, options);
    pages.push(page);
    return page;
  }

  /** Behind the proxy that TRUSTED_PROXIES names. */
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

  /** A space whose owner, Karin, is in the meeting. */
  async function ledMeeting(settings: Partial<Space> = {}, tracks: TrackOffer[] = []) {
    const { account, page: convener } = await openAs();
    const space = await server.spaces.create({ name: 'Möte', ownerId: account.id, ...settings });
    const { participantId: convenerId } = await convener.enter(space.callId, 'Karin', tracks);
    return { space, callId: space.callId, convener, convenerId };
  }

  /** Knocks, and the convener lets them in. */
  async function letIn(callId: CallId, convener: Page, name: string): Promise<Page> {
    const page = await open();
    await page.knock(callId, name);
    const isGuest = (guest: { name: string }) => guest.name === name;
    const { lobby } = await convener.told('lobbyChanged', (body) => body.lobby.some(isGuest));
    const guest = lobby.find(isGuest);
    if (guest === undefined) throw new Error(`${name} does not wait`);
    await convener.request('admit', { participantId: guest.id });
    await page.told('admitted');
    return page;
  }

  return { server, closePages, open, openFrom, signIn, openAs, ledMeeting, letIn };
}
