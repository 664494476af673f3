// The joins that are measured, and what each needs of a bare mediasoup.
import type { SentTracks } from '../load/sending.ts';

export interface JoinCase {
  name: string;
  /** Participants who are there already, each with microphone and camera. */
  others: number;
  /** Whether the joining client also sends a microphone and a camera, which the others receive. */
  sends: boolean;
}

export const joinCases: JoinCase[] = [
  { name: 'receives 2 tracks', others: 1, sends: false },
  { name: 'receives 20 tracks', others: 10, sends: false },
  { name: 'sends 2, receives 2', others: 1, sends: true },
];

export const bothTracks: SentTracks = {
  microphone: { isSpeaking: true },
  camera: { framesPerSecond: 25, layers: [{ width: 640, height: 360, bitsPerSecond: 500_000 }] },
};
