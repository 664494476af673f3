// The floor's server: mediasoup and a WebSocket with nothing between, beside the files of its page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createWorker } from 'mediasoup';
import { WebSocketServer } from 'ws';
import { mediaCodecs } from '../../../server/src/media/codecs.ts';
import { mediaAddresses } from '../../../server/src/media/mediaAddresses.ts';
import type { Ask } from './protocol.ts';
import { Visitor } from './visitor.ts';

const [port, mediaPort, pageFolder] = process.argv.slice(2);

const worker = await createWorker({ logLevel: 'warn' });
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: mediaAddresses({}).flatMap((address) =>
    (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      port: Number(mediaPort),
      ...address,
    })),
  ),
});
const router = await worker.createRouter({ mediaCodecs });

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

const present = new Set<Visitor>();
new WebSocketServer({ server: http }).on('connection', (socket) => {
  const visitor = new Visitor(router, webRtcServer, present, (answer) =>
    socket.send(JSON.stringify(answer)),
  );
  visitor.greet();
  let turn: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    const ask = JSON.parse(data.toString()) as Ask;
    turn = turn.then(() => visitor.handle(ask)).catch((error: unknown) => console.error(error));
  });
  socket.on('close', () => visitor.leave());
});
http.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
