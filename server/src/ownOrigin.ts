// Whether a request comes from a page of ours: closes forged requests and hijacked WebSockets.

/**
 * @param origin the request's Origin header; programs other than browsers send none, and pass.
 * @param publicUrl the server's own origin; beside it only the origin that is the request's own Host passes.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
