// Messages are found again however the stream was cut.
import { expect, test } from 'vitest';
import { FrameReader } from './frameReader.ts';

function framed(...messages: string[]): Buffer {
  const parts = messages.flatMap((text) => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(text.length);
    return [head, Buffer.from(text)];
  });
  return Buffer.concat(parts);
}

test.each([1, 2, 3, 5, 7, 100])('in pieces of %i bytes', (size) => {
  const found: string[] = [];
  const reader = new FrameReader(100, (message) => found.push(message.toString()));
  const stream = framed('one', '', 'a longer one', 'x');
  for (let at = 0; at < stream.length; at += size) {
    expect(reader.push(stream.subarray(at, at + size))).toBe(true);
  }
  expect(found).toEqual(['one', '', 'a longer one', 'x']);
});

test('a message that is too long is refused before it has come', () => {
  const found: string[] = [];
  const reader = new FrameReader(5, (message) => found.push(message.toString()));
  expect(reader.push(framed('12345', '123456').subarray(0, 13))).toBe(false);
  expect(found).toEqual(['12345']);
});
