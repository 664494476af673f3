// The loads of the fan-out bench: one participant of each meeting sends, the others receive.
import type { SentTracks } from '../load/sending.ts';

export interface FanOutCase {
  name: string;
  receivers: number;
  /** Our meetings hold a hundred; the bare server gets as many rooms. */
  meetings: number;
  sends: SentTracks;
}

const voice: SentTracks = { microphone: { isSpeaking: true } };
/** 100 packets and 1 Mbit a second on the wire. */
const picture: SentTracks = {
  camera: { framesPerSecond: 25, layers: [{ width: 1280, height: 720, bitsPerSecond: 960_000 }] },
};

export const cases: FanOutCase[] = [
  { name: 'audio x 200', receivers: 200, meetings: 4, sends: voice },
  { name: 'video x 200', receivers: 200, meetings: 4, sends: picture },
  { name: 'video x 400', receivers: 400, meetings: 5, sends: picture },
];

export const quickCases: FanOutCase[] = [
  { name: 'audio x 60', receivers: 60, meetings: 1, sends: voice },
  { name: 'video x 60', receivers: 60, meetings: 1, sends: picture },
];
