// mediasoup alone: one worker, a router per named room, and a WebSocket or a bare Socket.IO for requests.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { mediaCodecs } from '../../../server/src/media/codecs.ts';
import { answerAsks } from './answerAsks.ts';
import { answerOverSocketIo } from './answerOverSocketIo.ts';
import { openMedia } from './openMedia.ts';
import type { Member, Room } from './visitor.ts';

const [port, mediaPort] = process.argv.slice(2, 4).map(Number);
const speaksSocketIo = process.argv[4] === 'Socket.IO';

const { worker, webRtcServer } = await openMedia(mediaPort ?? 0);

const rooms = new Map<string, Promise<Room>>();
function roomOf(name: string): Promise<Room> {
  const open = async () => ({
    router: await worker.createRouter({ mediaCodecs }),
    webRtcServer,
    members: new Set<Member>(),
  });
  const room = rooms.get(name) ?? open();
  rooms.set(name, room);
  return room;
}

const http = createServer((_request, response) => response.end());
if (speaksSocketIo)
  new Server(http, { serveClient: false }).on('connection', (socket) =>
    answerOverSocketIo(socket, roomOf),
  );
else new WebSocketServer({ server: http }).on('connection', (socket) => answerAsks(socket, roomOf));
http.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
