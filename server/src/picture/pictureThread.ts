// The entry of the picture thread, in which the picture engine runs.
import { parentPort, workerData } from 'node:worker_threads';
import { PictureEngine } from './pictureEngine.ts';
import type { FromPictureThread, PictureThreadData, ToPictureThread } from './pictureMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread of the server.');

const engine = new PictureEngine(workerData as PictureThreadData, (event: FromPictureThread) =>
  port.postMessage(event),
);
port.on('message', (message: ToPictureThread) => {
  void engine.handle(message).then(() => {
    // With its sockets, its processes and this port closed, the thread ends.
    if (message.type === 'stop') port.close();
  });
});
