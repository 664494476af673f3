// How much a media worker's sockets take before packets are lost.
/**
 * One UDP socket carries everything that a worker's participants send, or all of a pipe. The kernel's default of 208 kB drops
 * packets of twenty cameras when the machine is busy for 50 ms. `net.core.rmem_max` caps it.
 */
const SOCKET_BUFFER_BYTES = 4_194_304;

/** For mediasoup's `listenInfo`. */
export const socketBuffer = {
  recvBufferSize: SOCKET_BUFFER_BYTES,
  sendBufferSize: SOCKET_BUFFER_BYTES,
} as const;
