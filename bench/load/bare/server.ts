// mediasoup alone: one worker, a router for each room that is named, and a WebSocket to ask it by.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { mediaCodecs } from '../../../server/src/media/codecs.ts';
import { openMedia } from './openMedia.ts';
import type { BareAnswer, BareAsk, BareNotice } from './protocol.ts';
import { type Room, Visitor } from './visitor.ts';

const [port, mediaPort] = process.argv.slice(2).map(Number);

const { worker, webRtcServer } = await openMedia(mediaPort ?? 0);

const rooms = new Map<string, Promise<Room>>();
function roomOf(name: string): Promise<Room> {
  const open = async () => ({
    router: await worker.createRouter({ mediaCodecs }),
    webRtcServer,
    visitors: new Set<Visitor>(),
  });
  const room = rooms.get(name) ?? open();
  rooms.set(name, room);
  return room;
}

const http = createServer((_request, response) => response.end());
new WebSocketServer({ server: http }).on('connection', (socket) => {
  let visitor: Visitor | undefined;
  const say = (said: BareAnswer | BareNotice) => socket.send(JSON.stringify(said));

  async function answer(ask: BareAsk): Promise<void> {
    try {
      if (ask.name === 'prepare') visitor = new Visitor(await roomOf(ask.body.callId), say);
      say({ id: ask.id, reply: await visitor?.handle(ask) });
    } catch (error) {
      say({ id: ask.id, failure: String(error) });
    }
  }

  let turn: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    const ask = JSON.parse(data.toString()) as BareAsk;
    turn = turn.then(() => answer(ask));
  });
  socket.on('close', () => visitor?.close());
});
http.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
