// What another server of the cluster has seen of a client whose request it passes on here.
import type { IncomingMessage } from 'node:http';

export interface PassedOnClient {
  /** As `clientAddressReader` gives it. */
  address: string;
  /** Whether the client itself speaks HTTPS, with a proxy or with that server. */
  isHttps: boolean;
}

const clients = new WeakMap<IncomingMessage, PassedOnClient>();

/** From now on this is the request's client, whatever its headers and its connection say. */
export function setPassedOnClient(request: IncomingMessage, client: PassedOnClient): void {
  clients.set(request, client);
}

/** Undefined for a request that came here directly. */
export const passedOnClientOf = (request: IncomingMessage): PassedOnClient | undefined =>
  clients.get(request);
