// The entry of the audio engine's thread.
import { parentPort, workerData } from 'node:worker_threads';
import { AudioEngine } from './audioEngine.ts';
import type { FromSoundThread, SoundThreadData, ToSoundThread } from './soundMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread of the server.');

const engine = new AudioEngine(workerData as SoundThreadData, (event: FromSoundThread) =>
  port.postMessage(event),
);
port.on('message', (message: ToSoundThread) => {
  engine.handle(message);
  // With its sockets and this port closed, the thread ends.
  if (message.type === 'stop') port.close();
});
