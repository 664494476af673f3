// Where the compositor is that tests and benches start.
import { cachedProgram } from '../server/cachedProgram.ts';

/** Undefined where none could be built: the tests that need it are skipped, and `npm test` says why. */
export const compositorProgram = cachedProgram('COMPOSITOR_BIN', 'compositor');
