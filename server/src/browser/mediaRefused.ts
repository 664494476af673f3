// mediasoup would not have what a client sent: for the log an error of its own, for the client a refusal.
import { MediaRefused } from '../media/mediaRefused.ts';
import { Refused } from '../meetings/refused.ts';

/** @throws Refused `mediaRefused` in place of mediasoup's own error. */
export async function orRefused<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw asRefused(error);
  }
}

export function asRefused(error: unknown): unknown {
  return error instanceof MediaRefused ? new Refused('mediaRefused') : error;
}
