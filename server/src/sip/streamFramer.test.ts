import { describe, expect, it } from 'vitest';
import { StreamFramer, FramingError } from './streamFramer.ts';

const MESSAGE = 'OPTIONS sip:a@b SIP/2.0\r\nl: 4\r\n\r\nbody';

function frames(...pieces: string[]): unknown[] {
  const framing = new StreamFramer();
  const found: unknown[] = [];
  for (const piece of pieces) {
    framing.add(Buffer.from(piece, 'latin1'));
    for (let frame = framing.next(); frame !== undefined; frame = framing.next()) {
      found.push(frame.type === 'ping' ? 'ping' : frame.text);
    }
  }
  return found;
}

describe('a stream', () => {
  it('is split into messages, however TCP splits it', () => {
    expect(frames(MESSAGE + MESSAGE)).toEqual([MESSAGE, MESSAGE]);
    expect(frames(...Array.from(`${MESSAGE}\r\n${MESSAGE}`))).toEqual([MESSAGE, MESSAGE]);
  });

  it('is kept alive by double CRLFs', () => {
    expect(frames(`\r\n\r\n${MESSAGE}\r\n\r\n`)).toEqual(['ping', MESSAGE, 'ping']);
    expect(frames('\r\n', MESSAGE)).toEqual([MESSAGE]);
  });

  it.each([
    ['no length', 'OPTIONS sip:a@b SIP/2.0\r\n\r\n'],
    ['a negative length', MESSAGE.replace('l: 4', 'l: -4')],
    ['two lengths', MESSAGE.replace('l: 4', 'l: 4\r\nContent-Length: 5')],
    ['a huge length', MESSAGE.replace('l: 4', 'l: 99999')],
    ['headers without end', 'x'.repeat(20_000)],
  ])('with %s cannot be cut', (_name, text) => {
    expect(() => frames(text)).toThrow(FramingError);
  });
});
