// What servers that recognise speech in tests have in common: how they behave, and what they have heard.

/** `silent`: takes everything and never answers. `hangUp`: closes at the first sound. */
export type Behaviour =
  | 'honest'
  | 'silent'
  | 'garbage'
  | 'flood'
  | 'huge'
  | 'refuse'
  | 'redirect'
  | 'hangUp';

export interface RecognizerServer {
  /** For CAPTIONS_URL. */
  readonly url: string;
  behaviour: Behaviour;
  /** What it has recognised, in order. */
  readonly texts: string[];
  /** Utterances that it was given, and how many samples in all. */
  utterances: number;
  samples: number;
  /** Of the last one that was asked. */
  authorization: string | undefined;
  stop(): Promise<void>;
}
