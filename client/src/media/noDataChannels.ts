// Stands in for mediasoup-client's data channels, which nothing here opens (vite.config.ts).
class NoDataChannel {
  constructor() {
    throw new Error('there are no data channels');
  }
}
export { NoDataChannel as DataConsumer, NoDataChannel as DataProducer };
