// Stands in for the `debug` package, by which mediasoup-client would log for its developers (vite.config.ts).
// oxlint-disable-next-line import/no-default-export -- as the package itself
export default function createDebug() {
  return Object.assign(() => undefined, { log: () => undefined, enabled: false });
}
