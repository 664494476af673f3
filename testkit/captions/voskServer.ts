// A server that speaks Vosk's WebSocket protocol, as `asr_server.py` of vosk-server does, and knows tones as words.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RecognizerServer } from './recognizerServer.ts';
import { samplesOf, wordsIn } from './toneWords.ts';

/** The very bytes that vosk-server waits for. */
const END = '{"eof" : 1}';
const FLOOD = 2_000;

export interface VoskServer extends RecognizerServer {
  /** What it was told of the sound, of each connection. */
  readonly rates: unknown[];
}

export async function startVoskServer(port = 0): Promise<VoskServer> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const server: VoskServer = {
    url: '',
    behaviour: 'honest',
    texts: [],
    utterances: 0,
    samples: 0,
    authorization: undefined,
    rates: [],
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  http.on('upgrade', (request, socket, head) => {
    server.authorization = request.headers.authorization;
    if (server.behaviour === 'refuse') {
      socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
    } else if (server.behaviour === 'redirect') {
      socket.end(`HTTP/1.1 302 Found\r\nlocation: ${server.url}/elsewhere\r\n\r\n`);
    } else sockets.handleUpgrade(request, socket, head, (opened) => serve(server, opened));
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const { port: opened } = http.address() as AddressInfo;
  return Object.assign(server, { url: `ws://127.0.0.1:${opened}` });
}

function serve(server: VoskServer, socket: WebSocket): void {
  let sound = new Int16Array();
  let hasSound = false;
  const text = () => wordsIn(sound).join(' ');
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary && data.toString() !== END) {
      const { config } = JSON.parse(data.toString()) as { config?: { sample_rate?: unknown } };
      server.rates.push(config?.sample_rate);
      return;
    }
    if (isBinary && !hasSound) server.utterances += 1;
    hasSound ||= isBinary;
    switch (server.behaviour) {
      case 'silent':
        return;
      case 'hangUp':
        return socket.terminate();
      case 'garbage':
        return socket.send('<html>not Vosk</html>');
      case 'huge':
        return socket.send(JSON.stringify({ text: 'stor '.repeat(20_000_000) }));
      case 'flood':
        for (let at = 0; at < FLOOD; at += 1) socket.send(JSON.stringify({ partial: `ord ${at}` }));
        return;
      default:
    }
    if (!isBinary) {
      if (hasSound) server.texts.push(text());
      socket.send(JSON.stringify({ text: text() }));
      return socket.close();
    }
    const more = samplesOf(data);
    server.samples += more.length;
    const all = new Int16Array(sound.length + more.length);
    all.set(sound);
    all.set(more, sound.length);
    sound = all;
    socket.send(JSON.stringify({ partial: text() }));
  });
}
