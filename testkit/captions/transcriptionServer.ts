// A server with an OpenAI-compatible `/v1/audio/transcriptions`, which knows tones as words.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecognizerServer } from './recognizerServer.ts';
import { RATE, samplesOf, wordsIn } from './toneWords.ts';

const HEADER_BYTES = 44;
const CHUNK = Buffer.alloc(1_000_000, 'stor ');
/** Of `huge`, in megabytes. */
const CHUNKS = 100;

export interface TranscriptionServer extends RecognizerServer {
  /** The fields beside the file, of the last request. */
  fields: Record<string, string>;
  /** Requests for other paths, which a page that is redirected would make. */
  readonly others: string[];
  /** How much of `huge` was taken, in bytes. */
  sentBytes: number;
}

export async function startTranscriptionServer(port = 0): Promise<TranscriptionServer> {
  const http = createServer((request, response) => {
    answer(server, request, response).catch(() => response.destroy());
  });
  const server: TranscriptionServer = {
    url: '',
    behaviour: 'honest',
    texts: [],
    utterances: 0,
    samples: 0,
    authorization: undefined,
    fields: {},
    others: [],
    sentBytes: 0,
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const { port: opened } = http.address() as AddressInfo;
  return Object.assign(server, { url: `http://127.0.0.1:${opened}/v1` });
}

async function answer(
  server: TranscriptionServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.url !== '/v1/audio/transcriptions') {
    server.others.push(request.url ?? '');
    const isThere = server.behaviour !== 'refuse';
    response.writeHead(isThere ? 404 : 503).end();
    return;
  }
  server.authorization = request.headers.authorization;
  server.utterances += 1;
  const json = (body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  switch (server.behaviour) {
    case 'silent':
      return;
    case 'hangUp':
      request.socket.destroy();
      return;
    case 'refuse':
      response.writeHead(503).end('no');
      return;
    case 'redirect':
      response.writeHead(307, { location: `${server.url}/elsewhere` }).end();
      return;
    case 'garbage':
      response.writeHead(200).end('<html>not JSON</html>');
      return;
    case 'flood':
      json({ text: 'tack för att du tittade '.repeat(1_000) });
      return;
    case 'huge':
      return sendHuge(server, response);
    case 'honest':
  }
  const form = await new Response(Buffer.concat(chunks), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('no file');
  const wav = Buffer.from(await file.arrayBuffer());
  if (wav.readUInt32LE(24) !== RATE) throw new Error('another rate than 16 kHz');
  const samples = samplesOf(wav.subarray(HEADER_BYTES));
  server.samples += samples.length;
  server.fields = Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
  const text = wordsIn(samples).join(' ');
  server.texts.push(text);
  json({ text: ` ${text}` });
}

async function sendHuge(server: TranscriptionServer, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"text":"');
  for (let at = 0; at < CHUNKS && !response.destroyed; at += 1) {
    server.sentBytes += CHUNK.length;
    if (!response.write(CHUNK))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end('"}');
}
