// The organisation's logo: a small SVG or PNG that is checked at start. Pages show it as an image, in which nothing runs.
import { readFileSync, statSync } from 'node:fs';

const MAX_BYTES = 100_000;
const MAX_PNG_PIXELS = 2_000;
/** RFC 2083 §3.1; the size stands behind the length and the name of the first chunk. */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_WIDTH_AT = 16;
const PNG_HEIGHT_AT = 20;

export interface Logo {
  bytes: Buffer;
  contentType: 'image/svg+xml' | 'image/png';
}

/** What is wrong with the file, as the end of a sentence; undefined when it can be used. */
export function logoProblem(path: string): string | undefined {
  const logo = readLogo(path);
  return typeof logo === 'string' ? logo : undefined;
}

/** @returns a sentence's end where the file cannot be used. */
export function readLogo(path: string): Logo | string {
  let bytes: Buffer;
  try {
    const file = statSync(path);
    if (!file.isFile()) return 'it is not a file';
    if (file.size > MAX_BYTES) return `it has ${file.size} bytes`;
    bytes = readFileSync(path);
  } catch {
    return 'it cannot be read';
  }
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return checkedPng(bytes);
  return checkedSvg(bytes);
}

function checkedPng(bytes: Buffer): Logo | string {
  if (bytes.length < PNG_HEIGHT_AT + 4) return 'it is cut off';
  const [width, height] = [bytes.readUInt32BE(PNG_WIDTH_AT), bytes.readUInt32BE(PNG_HEIGHT_AT)];
  if (width < 1 || height < 1 || width > MAX_PNG_PIXELS || height > MAX_PNG_PIXELS) {
    return `it is ${width} × ${height} pixels, and may be ${MAX_PNG_PIXELS} × ${MAX_PNG_PIXELS}`;
  }
  return { bytes, contentType: 'image/png' };
}

/**
 * Nothing is removed from it: as an image it can neither run scripts nor fetch anything (SVG 2 §2.2, secure static mode),
 * and opened by itself its Content-Security-Policy forbids both. What has a script is not a logo, all the same.
 */
function checkedSvg(bytes: Buffer): Logo | string {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/i.test(text))
    return 'it is neither SVG nor PNG';
  if (!/<svg[^>]*\sviewBox\s*=/i.test(text)) return 'its svg element has no viewBox';
  const active = /<(script|foreignObject|iframe)\b|\son[a-z]+\s*=|javascript:|<!ENTITY/i.exec(text);
  if (active !== null) return `it contains "${active[0].trim()}"`;
  return { bytes, contentType: 'image/svg+xml' };
}
