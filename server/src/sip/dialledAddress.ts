// The address that a caller dialled: user and host of the request URI (RFC 3261 §19.1, RFC 3966).

/** Untrusted text. A part that is missing, too long or not plain text is empty: cut short, it would be another address. */
export interface DialledAddress {
  /** Unescaped, without URI parameters and password: at most 128 characters, no control or format characters. */
  user: string;
  /** A lower-case host name, or an IP address without brackets; empty for a `tel:` URI. */
  host: string;
}

const MAX_USER_LENGTH = 128;
/** RFC 1035 §2.3.4. */
const MAX_HOST_LENGTH = 253;

export function dialledAddress(requestUri: string): DialledAddress {
  const [, scheme = '', rest = ''] = /^(sips?|tel):(.*)$/i.exec(requestUri) ?? [];
  if (scheme.toLowerCase() === 'tel') return { user: readUser(rest), host: '' };
  // The user may contain ';' and '?', so the '@' is looked for first.
  const at = rest.indexOf('@');
  return { user: readUser(rest.slice(0, Math.max(at, 0))), host: readHost(rest.slice(at + 1)) };
}

function readUser(userinfo: string): string {
  const [escaped = ''] = userinfo.split(/[:;]/, 1);
  try {
    const user = decodeURIComponent(escaped);
    return user.length > MAX_USER_LENGTH || /\p{C}/u.test(user) ? '' : user;
  } catch {
    return '';
  }
}

function readHost(hostPort: string): string {
  const [, bracketed, name] =
    /^(?:\[([\da-f:.]+)\]|([\da-z.-]+))(?::\d{1,5})?(?:[;?]|$)/i.exec(hostPort) ?? [];
  const host = bracketed ?? name ?? '';
  return host.length > MAX_HOST_LENGTH ? '' : host.toLowerCase();
}
