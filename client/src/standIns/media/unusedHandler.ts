// Stands in for mediasoup-client's handlers of browsers in its Device: media/device.ts fetches the one that is used
// (client/build/libraries.ts).
const unusedHandler = {
  createFactory(): never {
    throw new Error('the handler is to be given');
  },
};
export {
  unusedHandler as Chrome111,
  unusedHandler as Chrome74,
  unusedHandler as Firefox120,
  unusedHandler as ReactNative106,
  unusedHandler as Safari12,
};
