// The entry of the caption thread, in which the caption engine runs.
import { parentPort, workerData } from 'node:worker_threads';
import { CaptionEngine } from './captionEngine.ts';
import type { CaptionThreadData, FromCaptionThread, ToCaptionThread } from './captionMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread of the server.');

const engine = new CaptionEngine(workerData as CaptionThreadData, (event: FromCaptionThread) =>
  port.postMessage(event),
);
port.on('message', (message: ToCaptionThread) => {
  engine.handle(message);
  // With its sockets and this port closed, the thread ends.
  if (message.type === 'stop') port.close();
});
