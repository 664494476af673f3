// Stands in for mediasoup-client's index, of which it reads its own version, for the SDP (vite.config.ts).
export const version = '';
