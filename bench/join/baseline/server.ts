// The baseline's server: mediasoup and WebSockets without layers between, and the files of its page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { mediaCodecs } from '../../../server/src/media/codecs.ts';
import { answerAsks } from '../../load/bare/answerAsks.ts';
import { openMedia } from '../../load/bare/openMedia.ts';
import type { Member, Room } from '../../load/bare/visitor.ts';
import type { Ask } from './protocol.ts';
import { Visitor } from './visitor.ts';

const [port, mediaPort, pageFolder] = process.argv.slice(2);

const { worker, webRtcServer } = await openMedia(Number(mediaPort));
const room: Room = {
  router: await worker.createRouter({ mediaCodecs }),
  webRtcServer,
  members: new Set<Member>(),
};

const http = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const isScript = pathname.endsWith('.js');
  readFile(`${pageFolder}${isScript ? pathname : '/index.html'}`).then(
    (file) => {
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(file);
    },
    () => response.writeHead(404).end(),
  );
});

const pages = new Set<Visitor>();
function answerPage(socket: WebSocket): void {
  const visitor = new Visitor(room, (answer) => socket.send(JSON.stringify(answer)));
  pages.add(visitor);
  visitor.greet();
  let turn: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    const ask = JSON.parse(data.toString()) as Ask;
    turn = turn.then(() => visitor.handle(ask)).catch((error: unknown) => console.error(error));
  });
  socket.on('close', () => {
    pages.delete(visitor);
    visitor.leave();
  });
}

/** Any message on it admits everybody who waits. */
function handleConvenerNotice(socket: WebSocket): void {
  socket.on('message', () => {
    for (const page of pages) page.admit();
  });
}

new WebSocketServer({ server: http }).on('connection', (socket, { url }) => {
  if (url === '/page') answerPage(socket);
  else if (url === '/convener') handleConvenerNotice(socket);
  else answerAsks(socket, async () => room);
});
http.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
