// Socket.IO alone, optionally with mediasoup's two transports per socket: the memory of an idle one.
import { createServer } from 'node:http';
import type { types } from 'mediasoup';
import { Server } from 'socket.io';
import { mediaCodecs } from '../../server/src/media/codecs.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { openMedia } from '../load/bare/openMedia.ts';
import { ownDtlsParameters } from '../load/dtlsHandshake.ts';

const [port, withTransports] = process.argv.slice(2);

const http = createServer((_request, response) => response.end());
const io = new Server(http, { serveClient: false });

if (withTransports === 'withTransports') {
  const { worker, webRtcServer } = await openMedia(await freePort());
  const router = await worker.createRouter({ mediaCodecs });
  const kept = new Set<types.WebRtcTransport>();
  io.on('connection', (socket) => {
    for (const direction of ['send', 'receive']) {
      void router
        .createWebRtcTransport({ webRtcServer, enableTcp: true })
        .then(async (transport) => {
          kept.add(transport);
          await transport.connect({ dtlsParameters: ownDtlsParameters });
          socket.emit('transport', direction, {
            id: transport.id,
            iceParameters: transport.iceParameters,
            iceCandidates: transport.iceCandidates,
            dtlsParameters: transport.dtlsParameters,
          });
        });
    }
  });
}

http.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
