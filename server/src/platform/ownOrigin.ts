// Whether a request comes from a page of ours: closes forged requests and hijacked WebSockets.
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was made by a page of this server's own origin, or by no page at all.
 *
 * Browsers send Origin (RFC 6454 §7) with every WebSocket and every request that may change something, but not with a
 * GET that a `<script>` or an `<img>` makes; those carry Sec-Fetch-Site (W3C Fetch Metadata §2.4). Programs that are no
 * browsers send neither, and hold no cookies that somebody else could use.
 * @param publicUrl the server's own origin; beside it only the origin that is the request's own Host passes.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
