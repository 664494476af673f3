// Stands in for Engine.IO's table of transports: the client names those it uses (client/build/libraries.ts).
export const transports = {};
