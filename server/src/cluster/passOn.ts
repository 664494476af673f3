// Passes one HTTP request or upgrade on to another server, and its answer back.
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { CheckedRequest } from '../browser/connectionGuard.ts';
import type { Problem } from '../http/problem.ts';
import { refuse } from '../http/requestFloods.ts';
import { joinSockets } from './joinedSockets.ts';

/**
 * answered: the client has an answer, or is gone itself.
 * gone: the process that was meant is not there (any more).
 * notHeld: it lives, and does not hold the meeting (any more).
 * lost: the connection broke before an answer; the server may have died just now.
 * unreachable: no answer in time, no connection, or not by a certificate that is trusted.
 * notLetIn: it does not take this server for one of its cluster.
 */
export type Outcome = 'answered' | 'gone' | 'notHeld' | 'lost' | 'unreachable' | 'notLetIn';

const MISDIRECTED = 421;
const NOT_HELD = 410;
/** A wrong secret, or no server of a cluster at that address. */
const NOT_LET_IN = 404;

const BROKEN = new Set(['ECONNRESET', 'EPIPE']);

/** Only between the two ends of one connection (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding']);

/** Never rejects. What has been passed on of a body cannot be passed on again. */
export function passRequest(
  request: IncomingMessage,
  response: ServerResponse,
  outgoing: ClientRequest,
  timeoutMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const isTooLate = destroyAfter(outgoing, timeoutMs);
    const drop = () => void outgoing.destroy();
    response.once('close', drop);
    const settle = (outcome: Outcome) => {
      if (outcome !== 'answered') {
        response.off('close', drop);
        request.unpipe(outgoing);
        request.resume();
      }
      resolve(outcome);
    };
    outgoing.on('error', (error) => {
      if (response.headersSent) response.destroy();
      settle(response.destroyed ? 'answered' : outcomeOf(error, isTooLate()));
    });
    outgoing.once('response', (answer) => {
      const refused = outcomeOfStatus(answer);
      if (refused !== undefined) {
        answer.resume();
        settle(refused);
        return;
      }
      const { statusCode = 502, statusMessage } = answer;
      response.sendDate = false;
      response.writeHead(statusCode, statusMessage, endToEndHeaders(answer).flat());
      answer.pipe(response);
      answer.once('close', () => {
        // A body that the other server did not want to the end.
        request.unpipe(outgoing);
        request.resume();
        if (!answer.complete) response.destroy();
      });
      settle('answered');
    });
    if (request.method === 'POST') request.pipe(outgoing);
    // Opens a session, or waits for its packets.
    else outgoing.end();
  });
}

/**
 * Never rejects.
 * @returns the connection to the other server, once both are one socket (joinSockets).
 */
export function passUpgrade(
  client: Socket,
  head: Buffer | undefined,
  outgoing: ClientRequest,
  timeoutMs: number,
): Promise<{ outcome: Outcome; far?: Socket }> {
  return new Promise((resolve) => {
    const isTooLate = destroyAfter(outgoing, timeoutMs);
    const drop = () => void outgoing.destroy();
    client.once('close', drop);
    const settle = (outcome: Outcome, far?: Socket) => {
      client.off('close', drop);
      resolve({ outcome, ...(far !== undefined && { far }) });
    };
    outgoing.on('error', (error) =>
      settle(client.destroyed ? 'answered' : outcomeOf(error, isTooLate())),
    );
    outgoing.once('upgrade', (answer, far: Socket, farHead) => {
      client.write(headOf(answer, answer.rawHeaders));
      if (farHead.length > 0) client.write(farHead);
      if (head !== undefined) far.write(head);
      joinSockets(client, far);
      settle('answered', far);
    });
    outgoing.once('response', (answer) => {
      const refused = outcomeOfStatus(answer);
      if (refused === undefined) {
        client.write(headOf(answer, [...endToEndHeaders(answer).flat(), 'Connection', 'close']));
        answer.pipe(client);
        answer.once('close', () => client.destroySoon());
      } else answer.resume();
      settle(refused ?? 'answered');
    });
    outgoing.end();
  });
}

/** Refuses it here, by name. */
export function refuseOver({ request, response }: CheckedRequest, problem: Problem): void {
  if (response !== undefined) {
    if (!response.headersSent) refuse(response, problem);
    return;
  }
  const { socket } = request;
  if (socket.destroyed) return;
  const body = JSON.stringify(problem.body);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function outcomeOfStatus({ statusCode }: IncomingMessage): Outcome | undefined {
  if (statusCode === MISDIRECTED) return 'gone';
  if (statusCode === NOT_HELD) return 'notHeld';
  return statusCode === NOT_LET_IN ? 'notLetIn' : undefined;
}

function outcomeOf(error: NodeJS.ErrnoException, isTooLate: boolean): Outcome {
  if (error.code === 'ECONNREFUSED') return 'gone';
  // All else (no way there, a certificate) is not better a moment later.
  return BROKEN.has(error.code ?? '') && !isTooLate ? 'lost' : 'unreachable';
}

/** @returns whether it was destroyed for that. */
function destroyAfter(outgoing: ClientRequest, timeoutMs: number): () => boolean {
  let isTooLate = false;
  const timer = setTimeout(() => {
    isTooLate = true;
    outgoing.destroy(new Error('no answer in time'));
  }, timeoutMs);
  const stop = () => clearTimeout(timer);
  outgoing.once('response', stop).once('upgrade', stop).once('close', stop);
  return () => isTooLate;
}

/** In the pairs that they came in. */
function endToEndHeaders({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) pairs.push([name, value]);
  }
  return pairs;
}

function headOf({ statusCode, statusMessage }: IncomingMessage, headers: string[]): string {
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`;
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return `${head}\r\n`;
}
