// Stands in for Engine.IO's WebTransport, which needs HTTP/3 and which our server does not offer (client/build/libraries.ts).
export const WT = undefined;
