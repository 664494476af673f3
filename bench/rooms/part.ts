// What each part of the bench is given.
import type { BenchServer } from './benchServer.ts';
import type { Row } from './row.ts';

interface PartContext {
  /** Lets in rooms; nobody is on it before and after a part. */
  server: BenchServer;
  /** Less of everything: for trying the bench itself. */
  isQuick: boolean;
  /** Of the part that lasts; 0: it is left out. */
  minutes: number;
  /** The folder of another built checkout. */
  beside: string | undefined;
}

export type Part = (context: PartContext) => Promise<Row[]>;
