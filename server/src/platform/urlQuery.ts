// The query of a request's URL, read as Engine.IO reads it.
import type { IncomingMessage } from 'node:http';

/** Without the fragment; the last of a repeated parameter counts. */
export function queryOf({ url = '' }: Pick<IncomingMessage, 'url'>): Record<string, string> {
  const [address = ''] = url.split('#', 1);
  const at = address.indexOf('?');
  return Object.fromEntries(new URLSearchParams(at === -1 ? '' : address.slice(at)));
}
