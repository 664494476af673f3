// Stands in for Engine.IO's own parser of URLs, which was written before browsers had one (client/build/libraries.ts).

/** What Socket.IO reads of it, of an absolute URL. */
export function parse(source: string) {
  const { protocol, hostname, port, pathname, search } = new URL(source);
  return {
    source,
    protocol: protocol.slice(0, -1),
    // Of an IPv6 address without the brackets, which Socket.IO puts there again.
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path: source.includes(pathname, source.indexOf('//') + 2) ? pathname : '',
    query: search.slice(1),
    queryKey: Object.fromEntries(new URLSearchParams(search)),
  };
}
