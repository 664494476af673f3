// Stands in for Engine.IO's polling by XMLHttpRequest: the client polls by `fetch` (vite.config.ts).
export const XHR = undefined;
