// mediasoup rejected what a client sent.

/** The message may quote the client, so it is for the log only. */
export class MediaRefused extends Error {
  override name = 'MediaRefused';
}
