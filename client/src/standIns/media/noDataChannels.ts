// Stands in for mediasoup-client's data channels, which nothing here opens (client/build/libraries.ts).
function noDataChannel(): never {
  throw new Error('there are no data channels');
}
export { noDataChannel as DataConsumer, noDataChannel as DataProducer };
