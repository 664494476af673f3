// What a transport of either direction tells of itself, and how mediasoup-client's events become that.
import type { DtlsParameters } from '@distansmote/shared/signalling/rtp.ts';
import type { Transport } from 'mediasoup-client/types';

export interface TransportListeners {
  connect(dtlsParameters: DtlsParameters): void;
  connected(): void;
  /** Nothing comes back for now: it may mend by itself, or fail. */
  disconnected(): void;
  failed(): void;
}

export function listenTo(transport: Transport, listeners: TransportListeners): void {
  transport.on('connect', ({ dtlsParameters }, done) => {
    listeners.connect(dtlsParameters);
    // Nobody waits for the answer: ICE and DTLS themselves tell when it has arrived.
    done();
  });
  transport.on('connectionstatechange', (state) => {
    if (state === 'connected') listeners.connected();
    if (state === 'disconnected') listeners.disconnected();
    if (state === 'failed') listeners.failed();
  });
}
