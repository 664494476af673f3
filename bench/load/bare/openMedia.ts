// mediasoup alone, listening like our server: on every address of this computer, over UDP and TCP.
import { createWorker, type types } from 'mediasoup';
import { mediaAddresses } from '../../../server/src/media/mediaAddresses.ts';

/** @param port for media. */
export async function openMedia(
  port: number,
): Promise<{ worker: types.Worker; webRtcServer: types.WebRtcServer }> {
  const worker = await createWorker({ logLevel: 'warn' });
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: mediaAddresses({}).flatMap((address) =>
      (['udp', 'tcp'] as const).map((protocol) => ({
        protocol,
        port,
        ...address,
        // As in ours (`server/src/media/mediaWorkers.ts`), so that a busy machine affects both alike.
        ...(protocol === 'udp' && { recvBufferSize: 4_194_304, sendBufferSize: 4_194_304 }),
      })),
    ),
  });
  return { worker, webRtcServer };
}
