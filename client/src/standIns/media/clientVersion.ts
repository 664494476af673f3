// Stands in for mediasoup-client's index, of which it reads its own version, for the SDP (client/build/libraries.ts).
export const version = '';
