// Stands in for mediasoup-client's Logger, by which it would log for its developers (vite.config.ts).
const silent = (): void => undefined;

export class Logger {
  readonly debug = silent;
  readonly warn = silent;
  readonly error = silent;
}
