// VP8 frames in a file: the IVF container.

const FILE_HEAD_BYTES = 32;
const FRAME_HEAD_BYTES = 12;

export function toIvf(frames: readonly Buffer[], width: number, height: number): Buffer {
  const head = Buffer.alloc(FILE_HEAD_BYTES);
  head.write('DKIF', 0, 'latin1');
  head.writeUInt16LE(FILE_HEAD_BYTES, 6);
  head.write('VP80', 8, 'latin1');
  head.writeUInt16LE(width, 12);
  head.writeUInt16LE(height, 14);
  head.writeUInt32LE(25, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(frames.length, 24);
  const parts = frames.flatMap((frame, index) => {
    const frameHead = Buffer.alloc(FRAME_HEAD_BYTES);
    frameHead.writeUInt32LE(frame.length, 0);
    frameHead.writeUInt32LE(index, 4);
    return [frameHead, frame];
  });
  return Buffer.concat([head, ...parts]);
}

export function fromIvf(file: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = FILE_HEAD_BYTES; at + FRAME_HEAD_BYTES <= file.length;) {
    const end = at + FRAME_HEAD_BYTES + file.readUInt32LE(at);
    frames.push(file.subarray(at + FRAME_HEAD_BYTES, end));
    at = end;
  }
  return frames;
}
