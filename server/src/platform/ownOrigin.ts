// Whether a request comes from our own pages; stops CSRF and cross-site WebSocket hijacking.
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was made by a page of this server's origin, or by something other than a page.
 *
 * Browsers send Origin (RFC 6454 §7) with every WebSocket and every state-changing request, but not with the GET of a
 * `<script>` or an `<img>`, which carries Sec-Fetch-Site (W3C Fetch Metadata §2.4). Other programs send neither, and hold
 * no cookies that a foreign page could abuse.
 * @param publicUrl the server's origin. An origin that equals the request's Host passes too.
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
