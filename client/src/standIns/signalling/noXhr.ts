// Stands in for Engine.IO's polling by XMLHttpRequest: the client polls by `fetch` (client/build/libraries.ts).
export const XHR = undefined;
