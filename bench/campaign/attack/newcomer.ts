// An honest person who joins the meeting and leaves again: how long each step took, or why it failed.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { browserCapabilities } from '../../load/browserCapabilities.ts';
import { RequestRefused } from '@distansmote/testkit/browser/signallingSocket.ts';
import { openSignalling } from '../../load/signalling.ts';

/** Nobody waits longer for a page. */
const PATIENCE_MS = 20_000;

export interface Coming {
  /** The start page, as a file. */
  pageMs: number;
  /** The click alone, once everything is prepared. */
  joinMs: number;
  /** Look-up, socket, `prepare` and `join`, and the lobby where needed. */
  wholeMs: number;
}

export interface Newcomer {
  callId: string;
  /** An address not used before. */
  address: string;
  /** Of the guest link; without it they have only the call ID, and may have to knock. */
  secret: string | undefined;
}

/** @throws Error that names the step that failed. */
export async function comeAndGo(
  port: number,
  { callId, address, secret }: Newcomer,
): Promise<Coming> {
  const entrant = {
    callId,
    personKey: randomBytes(16).toString('base64url'),
    ...(secret !== undefined && { secret }),
  };
  const { personKey } = entrant;
  const shown = new URLSearchParams({ personKey, ...(secret !== undefined && { secret }) });
  const headers = { 'x-forwarded-for': address, [JOIN_CREDENTIALS_HEADER]: shown.toString() };
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(String(answer.status));
  };
  const pageMs = await step('page', () => ask('/'));
  const startMs = performance.now();
  await step('look-up', () => ask(`/api/meetings/${callId}`));
  const admitted = Promise.withResolvers<void>();
  const handleNotice = ({ name }: Notice) => {
    if (name === 'admitted') admitted.resolve();
  };
  const opened = openSignalling({ speaks: 'Socket.IO', port }, handleNotice, { address });
  try {
    await step('socket', () => opened);
    const socket = await opened;
    const prepare = () =>
      socket.request('prepare', { ...entrant, rtpCapabilities: browserCapabilities });
    await step('prepare', async () => {
      try {
        await prepare();
      } catch (error) {
        if (!(error instanceof RequestRefused) || error.code !== 'needsLobby') throw error;
        await socket.request('knock', { ...entrant, name: 'Ny', profession: '' });
        await admitted.promise;
        await prepare();
      }
    });
    const joinMs = await step('join', () =>
      socket.request('join', { name: 'Ny', profession: '', tracks: [] }),
    );
    return { pageMs, joinMs, wholeMs: performance.now() - startMs };
  } finally {
    void opened.then(
      (socket) => socket.close(),
      () => undefined,
    );
  }
}

async function step(name: string, work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  const patience = new AbortController();
  try {
    await Promise.race([
      work(),
      pause(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
        throw new Error(`none in ${PATIENCE_MS / 1000} s`);
      }),
    ]);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    patience.abort();
  }
  return performance.now() - startMs;
}
