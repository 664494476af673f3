// The messages to and from the caption thread: meetings that it listens to, their voices, and what they say.
import type { MixSource } from '../sound/audioMessages.ts';
import type { EngineFailure } from './engineHealth.ts';
import type { RecognizerSettings } from './recognizer.ts';

/** Identifies a meeting whose speech becomes text. */
export type ListeningKey = string & { readonly brand: 'ListeningKey' };

export type ToCaptionThread =
  /** Answered by `listeningOpened`, with a UDP port of the loopback for the meeting's RTP. */
  | { type: 'openListening'; listening: ListeningKey }
  | { type: 'addVoice'; listening: ListeningKey; voice: MixSource }
  | { type: 'removeVoice'; listening: ListeningKey; ssrc: number }
  /** What is still on its way to the engine is given up. */
  | { type: 'closeListening'; listening: ListeningKey }
  | { type: 'stop' };

/** What a voice says. */
export interface SpokenLine {
  ssrc: number;
  /** Of the line, which is told again and again while it grows; ascending for each voice. */
  id: number;
  text: string;
  isFinal: boolean;
}

export type FromCaptionThread =
  | { type: 'listeningOpened'; listening: ListeningKey; port: number }
  | { type: 'spoke'; listening: ListeningKey; line: SpokenLine }
  /** Whether text comes, when that changes: at first it does. */
  | { type: 'healthChanged'; listening: ListeningKey; failing: EngineFailure | undefined }
  | { type: 'stopped' };

/** `workerData` of the thread. */
export interface CaptionThreadData {
  recognizer: RecognizerSettings;
  /** At most so many utterances at a time, of all meetings: being spoken, or waiting for their text. */
  maxUtterances: number;
}
