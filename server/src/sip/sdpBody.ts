// Finds the SDP in a body: the whole of it, or one part of a multipart (RFC 5621), as trunks with ISUP send it.

export interface Body {
  contentType: string;
  content: string;
}

export function sdpPartOf({ contentType, content }: Body): Body {
  const type = bareType(contentType);
  // The parameters do not matter for SDP.
  if (type === 'application/sdp') return { contentType: type, content };
  if (!type.startsWith('multipart/')) return { contentType, content };
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const delimiter = boundary?.[1] ?? boundary?.[2];
  if (delimiter === undefined) return { contentType, content };
  const parts = `\r\n${content}`.split(`\r\n--${delimiter}`).slice(1);
  const sdp = parts.map(partOf).find((part) => part.contentType === 'application/sdp');
  return sdp ?? { contentType, content };
}

function partOf(part: string): Body {
  const end = part.indexOf('\r\n\r\n');
  const headers = part.slice(0, Math.max(end, 0));
  const type = /^(?:content-type|c)[ \t]*:([^\r\n]*)/im.exec(headers)?.[1] ?? '';
  return { contentType: bareType(type), content: part.slice(end + 4) };
}

function bareType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}
