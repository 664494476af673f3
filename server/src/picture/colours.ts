// The colours of a room's picture: the tokens of the meeting in client/src/styles/tokens.css, as 0xRRGGBBAA.
export const COLOURS = {
  paper: 0x101716ff,
  surface: 0x1c2725ff,
  ink: 0xf2f6f4ff,
  inkSoft: 0xb9c8c3ff,
  pine: 0x86d4c3ff,
  red: 0xffb4a9ff,
  speech: 0xf0b94dff,
  /** Paper under the names, through which the picture is seen a little. */
  bar: 0x101716d9,
} as const;
