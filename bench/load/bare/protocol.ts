// The messages on the bare server's WebSocket: those of our requests that concern media, and no more.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { RequestBody } from '@distansmote/shared/signalling/requests.ts';

type BareRequest = 'prepare' | 'connectTransport' | 'tracksReady' | 'join';

export type BareAsk = {
  [N in BareRequest]: { id: number; name: N; body: RequestBody<N> };
}[BareRequest];

export interface BareAnswer {
  id: number;
  reply?: unknown;
  failure?: string;
}

export interface BareNotice {
  notice: Extract<Notice, { name: 'trackStarted' }>;
}
