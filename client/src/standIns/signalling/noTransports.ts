// Stands in for Engine.IO's table of transports: the client names those it uses (vite.config.ts).
export const transports = {};
