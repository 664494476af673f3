// What the lettering program can draw, and how it is asked to.

/** Colours are 0xRRGGBBAA, sizes pixels. */
export type Drawing =
  | {
      type: 'text';
      text: string;
      /** Of the font: about a line's height over 1.2. */
      size: number;
      /** 200 to 800. */
      weight: number;
      colour: number;
      /** What does not fit ends in an ellipsis. */
      maxWidth: number;
      maxLines: number;
      alignment: 'left' | 'centre';
    }
  | { type: 'sign'; sign: Sign; size: number; colour: number }
  | { type: 'box'; width: number; height: number; radius: number; colour: number };

export type Sign = 'microphoneOff' | 'telephone' | 'cameraOff' | 'productMark';

/** As the compositor takes it: width and height are even. */
export interface Bitmap {
  width: number;
  height: number;
  /** Premultiplied, row by row. */
  rgba: Uint8Array;
}

/** Of a text, in UTF-8. Names have at most 60 characters and a card a few hundred. */
const MAX_TEXT_BYTES = 2_000;
const SIGNS: readonly Sign[] = ['microphoneOff', 'telephone', 'cameraOff', 'productMark'];

/** As `server/lettering/main.cpp` reads it. */
export function encodeDrawing(id: number, drawing: Drawing): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(id);
  return Buffer.concat([head, encodeBody(drawing)]);
}

/** The answer to it. Copies the pixels. @returns undefined for what the program never says. */
export function readDrawn(message: Buffer): { id: number; bitmap: Bitmap | undefined } | undefined {
  if (message.length < 8) return undefined;
  const id = message.readUInt32LE();
  const [width, height] = [message.readUInt16LE(4), message.readUInt16LE(6)];
  if (message.length !== 8 + width * height * 4) return undefined;
  if (width === 0 || height === 0) return { id, bitmap: undefined };
  return { id, bitmap: { width, height, rgba: Uint8Array.from(message.subarray(8)) } };
}

function encodeBody(drawing: Drawing): Buffer {
  switch (drawing.type) {
    case 'text': {
      const numbers = Buffer.alloc(13);
      numbers.writeUInt8(0);
      numbers.writeUInt16LE(drawing.size, 1);
      numbers.writeUInt16LE(drawing.weight, 3);
      numbers.writeUInt32LE(drawing.colour, 5);
      numbers.writeUInt16LE(drawing.maxWidth, 9);
      numbers.writeUInt8(drawing.maxLines, 11);
      numbers.writeUInt8(drawing.alignment === 'centre' ? 1 : 0, 12);
      return Buffer.concat([numbers, boundedText(drawing.text)]);
    }
    case 'sign': {
      const numbers = Buffer.alloc(8);
      numbers.writeUInt8(1);
      numbers.writeUInt8(SIGNS.indexOf(drawing.sign), 1);
      numbers.writeUInt16LE(drawing.size, 2);
      numbers.writeUInt32LE(drawing.colour, 4);
      return numbers;
    }
    case 'box': {
      const numbers = Buffer.alloc(11);
      numbers.writeUInt8(2);
      numbers.writeUInt16LE(drawing.width, 1);
      numbers.writeUInt16LE(drawing.height, 3);
      numbers.writeUInt16LE(drawing.radius, 5);
      numbers.writeUInt32LE(drawing.colour, 7);
      return numbers;
    }
  }
}

/** Cut off between two characters, and valid UTF-8 whatever the text holds. */
function boundedText(text: string): Buffer {
  const bytes = Buffer.from(text.slice(0, MAX_TEXT_BYTES).toWellFormed().replaceAll('\0', ' '));
  if (bytes.length <= MAX_TEXT_BYTES) return bytes;
  let end = MAX_TEXT_BYTES;
  // A continuation byte belongs to the character before it.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
