// Admits people from the lobby: over signalling only, at once on request.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import { WebSocket } from 'ws';
import { browserCapabilities } from '../load/browserCapabilities.ts';
import { openSignalling } from '../load/signalling.ts';
import type { Product } from './children.ts';

export interface Convener {
  /** Admits whoever waits. @returns when the request was sent, as `Date.now()`. */
  admit(): number;
  close(): void;
}

/** Is in our meeting, and sends nothing. */
export async function openConvener({ port, callId, signIn }: Product): Promise<Convener> {
  let guests: readonly LobbyGuest[] = [];
  const signalling = await openSignalling(
    { speaks: 'Socket.IO', port },
    ({ name, body }) => {
      if (name === 'lobbyChanged') guests = body.lobby;
    },
    { cookie: await signIn() },
  );
  const personKey = randomBytes(16).toString('base64url');
  await signalling.request('prepare', { callId, personKey, rtpCapabilities: browserCapabilities });
  await signalling.request('join', { name: 'Karin', profession: '', tracks: [] });
  return {
    admit() {
      const [guest] = guests;
      if (guest === undefined) throw new Error('nobody waits in the lobby');
      const at = Date.now();
      signalling
        .request('admit', { participantId: guest.id })
        .catch((error: unknown) => console.error(error));
      return at;
    },
    close: () => signalling.close(),
  };
}

export async function openBaselineConvener(port: number): Promise<Convener> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/convener`);
  await once(socket, 'open');
  return {
    admit() {
      const at = Date.now();
      socket.send('come in');
      return at;
    },
    close: () => socket.close(),
  };
}
