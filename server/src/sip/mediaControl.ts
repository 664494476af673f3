// Reads and writes the one command of application/media_control+xml: the request for a key frame (RFC 5168).

export const PICTURE_FAST_UPDATE = {
  contentType: 'application/media_control+xml',
  content: [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>',
    '',
  ].join('\r\n'),
};

/** Those of devices have some 200. */
const MAX_LENGTH = 1_024;
const MAX_TAGS = 20;
const TAG = /<[^<>]*>/g;
/** The elements around the command (RFC 5168 §7.1). */
const PATH = 'media_control vc_primitive to_encoder picture_fast_update';

/** Strict: no DOCTYPE, comment or CDATA, and only elements of RFC 5168. @returns false for any other INFO. */
export function isPictureFastUpdate(contentType: string, body: string): boolean {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type !== PICTURE_FAST_UPDATE.contentType || body.length > MAX_LENGTH) return false;
  const xml = body.replace(/^\s*<\?xml [^<>]*\?>/, '').trim();
  const tags = xml.match(TAG) ?? [];
  if (!xml.startsWith('<') || tags.length > MAX_TAGS) return false;
  // A comment has tags in it, or ends outside of one.
  if (/[<>]/.test(xml.replaceAll(TAG, ''))) return false;
  const open: string[] = [];
  let isFound = false;
  for (const tag of tags) {
    const [, slash, name, empty] = /^<(\/?)(\w+)(?:\s[^!?]*?)?(\/?)>$/.exec(tag) ?? [];
    if (name === undefined) return false;
    if (slash === '/') {
      if (open.pop() !== name) return false;
      continue;
    }
    open.push(name);
    if (open.join(' ') === PATH) isFound = true;
    if (empty === '/') open.pop();
  }
  return isFound && open.length === 0;
}
