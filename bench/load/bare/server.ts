// mediasoup alone: one worker, a router per named room, and a WebSocket for requests.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { mediaCodecs } from '../../../server/src/media/codecs.ts';
import { answerAsks } from './answerAsks.ts';
import { openMedia } from './openMedia.ts';
import type { Member, Room } from './visitor.ts';

const [port, mediaPort] = process.argv.slice(2).map(Number);

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
new WebSocketServer({ server: http }).on('connection', (socket) => answerAsks(socket, roomOf));
http.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
