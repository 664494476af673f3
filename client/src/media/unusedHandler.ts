// Stands in for those of mediasoup-client's handlers that no supported browser uses (vite.config.ts).
const unusedHandler = {
  createFactory(): never {
    throw new Error('this browser is not supported');
  },
};
export { unusedHandler as Chrome74, unusedHandler as FakeHandler, unusedHandler as ReactNative106 };
