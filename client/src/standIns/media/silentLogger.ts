// Stands in for mediasoup-client's Logger, by which it would log for its developers (client/build/libraries.ts).
const silent = (): void => undefined;

export class Logger {
  readonly debug = silent;
  readonly warn = silent;
  readonly error = silent;
}
