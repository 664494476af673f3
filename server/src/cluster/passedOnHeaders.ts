// What one server of a cluster says to another of a request that it passes on.
import type { IncomingMessage } from 'node:http';
import type { PassedOnClient } from '../platform/passedOnClient.ts';

/** `https 192.0.2.1`: what the passing server has seen of the client. */
const CLIENT_HEADER = 'cluster-client';
/** `1` where the passing server takes the other to hold the room's meeting. */
const OWNER_HEADER = 'cluster-owner';

/** All that Engine.IO, `ws` and connectionGuard.ts read. What a client says of itself in others reaches nobody. */
const KEPT_HEADERS = [
  'accept-encoding',
  'cookie',
  'host',
  'origin',
  'sec-fetch-site',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'user-agent',
] as const;
/** Of a body, which only POST has on its way (passOn.ts): what was announced and never sent would be cut off the next request. */
const BODY_HEADERS = ['content-length', 'content-type'] as const;

export interface PassedOn {
  client: PassedOnClient;
  isOwner: boolean;
}

export function passedOnHeaders(
  { method, headers }: IncomingMessage,
  { client, isOwner }: PassedOn,
): Record<string, string> {
  const passed: Record<string, string> = {
    [CLIENT_HEADER]: `${client.isHttps ? 'https' : 'http'} ${client.address}`,
    ...(isOwner && { [OWNER_HEADER]: '1' }),
  };
  for (const name of [...KEPT_HEADERS, ...(method === 'POST' ? BODY_HEADERS : [])]) {
    const value = headers[name];
    if (value !== undefined) passed[name] = value;
  }
  return passed;
}

/** Of a request that has shown the secret. Undefined if it does not say for whom it is passed on. */
export function readPassedOn({ headers }: IncomingMessage): PassedOn | undefined {
  const [, scheme, address] =
    /^(https?) ([\da-f:.]{1,45})$/.exec(String(headers[CLIENT_HEADER])) ?? [];
  if (address === undefined) return undefined;
  return {
    client: { address, isHttps: scheme === 'https' },
    isOwner: headers[OWNER_HEADER] === '1',
  };
}
