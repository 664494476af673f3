// Who a returning page is for, and how it comes to its meeting.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import type { SignallingSocketOptions } from './signallingSocket.ts';

export interface ReturningPageOptions {
  /** Of the servers, or of what stands before them. Each attempt is made at the next one, beginning with the first. */
  urls: readonly string[];
  callId: CallId;
  name: string;
  /** Of the guest link. */
  secret?: string;
  /** Of somebody who is signed in, or for proxies in between. */
  headers?: Record<string, string>;
  /** From which it connects, for example of the loopback network: no two share budgets then. */
  localAddress?: string;
  /** What it sends, anew at each join. */
  offerTracks?: () => TrackOffer[];
  socket?: SignallingSocketOptions;
  /** As a page of the version before, which knows nothing of getting ready at another server. */
  isOld?: boolean;
  /** As a page of the version before clusters, whose sockets are led nowhere: it comes to its meeting by the balancer's turns. */
  isWithoutRoom?: boolean;
}
