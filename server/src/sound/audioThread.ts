// The entry of the audio thread, in which the audio engine runs.
import { parentPort, workerData } from 'node:worker_threads';
import { AudioEngine } from './audioEngine.ts';
import type { FromAudioThread, AudioThreadData, ToAudioThread } from './audioMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread of the server.');

const engine = new AudioEngine(workerData as AudioThreadData, (event: FromAudioThread) =>
  port.postMessage(event),
);
port.on('message', (message: ToAudioThread) => {
  engine.handle(message);
  // With its sockets and this port closed, the thread ends.
  if (message.type === 'stop') port.close();
});
