// How many bytes of signalling a join takes, both ways, as its WebSocket carries them.
import { randomBytes } from 'node:crypto';
import { openSignallingSocket, request } from '@distansmote/testkit/browser/signallingSocket.ts';
import { browserCapabilities } from '../load/browserCapabilities.ts';
import type { ServerAddress } from '../load/signalling.ts';

const WAIT_MS = 10_000;

/** Of one who sends nothing, from the handshake to the answer to `join`. */
export async function bytesOf({ port, protocol }: ServerAddress, callId: string): Promise<number> {
  let bytes = 0;
  const socket = await openSignallingSocket(`http://127.0.0.1:${port}`, () => undefined, {
    reconnection: false,
    ...(protocol !== undefined && { auth: { protocol } }),
  });
  const { engine } = socket.io;
  const add = ({ data }: { data?: unknown }) => {
    if (typeof data === 'string') bytes += Buffer.byteLength(data);
  };
  engine.on('packet', add);
  engine.on('packetCreate', add);
  await request(
    socket,
    'prepare',
    {
      callId,
      personKey: randomBytes(16).toString('base64url'),
      rtpCapabilities: browserCapabilities,
    },
    WAIT_MS,
  );
  await request(socket, 'join', { name: 'Nora', profession: '', tracks: [] }, WAIT_MS);
  socket.disconnect();
  return bytes;
}
