// An honest person who comes into the meeting and leaves again: how long each step took, or why it failed.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { browserCapabilities } from '../../load/browserCapabilities.ts';
import { openSignalling } from '../../load/signalling.ts';

/** Nobody waits longer than that before a page. */
const PATIENCE_MS = 20_000;

export interface Coming {
  /** The start page, as a file. */
  pageMs: number;
  /** The click alone, once everything is prepared. */
  joinMs: number;
  /** Look-up, socket, `prepare` and `join`. */
  wholeMs: number;
}

/** @throws Error that names the step that failed. */
export async function comeAndGo(port: number, callId: string, address: string): Promise<Coming> {
  const headers = { 'x-forwarded-for': address };
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(String(answer.status));
  };
  const pageMs = await step('page', () => ask('/'));
  const startMs = performance.now();
  await step('look-up', () => ask(`/api/meetings/${callId}`));
  let joinMs = 0;
  const opened = openSignalling({ speaks: 'Socket.IO', port }, () => undefined, { address });
  try {
    await step('socket', () => opened);
    const socket = await opened;
    await step('prepare', () =>
      socket.request('prepare', {
        callId,
        personKey: randomBytes(16).toString('base64url'),
        rtpCapabilities: browserCapabilities,
      }),
    );
    joinMs = await step('join', () =>
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
