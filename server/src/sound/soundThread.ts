// The thread that telephones' sound runs in: what it is told, and what it keeps.
import { parentPort, workerData } from 'node:worker_threads';
import { AudioEngine } from './audioEngine.ts';
import type { FromSoundThread, SoundThreadData, ToSoundThread } from './soundMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This is a thread of the server, and does not run by itself.');

const sound = new AudioEngine(workerData as SoundThreadData, (news: FromSoundThread) =>
  port.postMessage(news),
);
port.on('message', (message: ToSoundThread) => {
  sound.take(message);
  // With its sockets closed and nobody to listen to, the thread ends.
  if (message.type === 'stop') port.close();
});
