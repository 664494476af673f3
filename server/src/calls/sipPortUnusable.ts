// The SIP ports can't be opened; the message says which. A file of its own, so that main.ts doesn't load calls for
// it.
export class SipPortUnusable extends Error {
  override name = 'SipPortUnusable';
}
