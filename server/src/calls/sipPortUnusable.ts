// The SIP ports could not be opened; the message says which. On its own, so that main.ts names it without loading calls.
export class SipPortUnusable extends Error {
  override name = 'SipPortUnusable';
}
