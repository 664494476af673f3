// Turns mediasoup's rejection of a client's parameters into a refusal of the request.
import { MediaRefused } from '../media/mediaRefused.ts';
import { Refused } from '../meetings/refused.ts';

/** @throws Refused `mediaRefused` instead of mediasoup's own error. */
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
