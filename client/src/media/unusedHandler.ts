// Stands in for those of mediasoup-client's handlers that no supported browser uses (vite.config.ts).
class UnusedHandler {
  static createFactory(): never {
    throw new Error('this browser is not supported');
  }
}
export {
  UnusedHandler as Chrome74,
  UnusedHandler as FakeHandler,
  UnusedHandler as ReactNative106,
};
