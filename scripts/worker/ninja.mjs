// Reads from ninja's output how far the build is.
import { byLine } from '../command.mjs';

/** Returns a function that takes ninja's output as it comes and calls `onProgress(done, total)`. */
export function ninjaProgress(onProgress) {
  return byLine((line) => {
    const count = /^\[(\d+)\/(\d+)\] /.exec(line);
    if (count) onProgress(Number(count[1]), Number(count[2]));
  });
}
