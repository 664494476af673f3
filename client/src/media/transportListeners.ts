// The events of a transport in either direction, mapped from mediasoup-client's.
import type { DtlsParameters } from '@distansmote/shared/signalling/rtp.ts';
import type { Transport } from 'mediasoup-client/types';

export interface TransportListeners {
  connect(dtlsParameters: DtlsParameters): void;
  connected(): void;
  /** No responses at the moment: it may recover by itself, or fail. */
  disconnected(): void;
  failed(): void;
}

export function listenTo(transport: Transport, listeners: TransportListeners): void {
  transport.on('connect', ({ dtlsParameters }, done) => {
    listeners.connect(dtlsParameters);
    // Nobody waits for the answer: ICE and DTLS show when the server has it.
    done();
  });
  transport.on('connectionstatechange', (state) => {
    if (state === 'connected') listeners.connected();
    if (state === 'disconnected') listeners.disconnected();
    if (state === 'failed') listeners.failed();
  });
}
