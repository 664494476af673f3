// Where the mediasoup package lies.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';

// A dependency of the server's, not of the root's, so it is asked for as the server would.
const NAME = 'mediasoup';
const require = createRequire(join(ROOT, 'server', 'package.json'));

/** The file to import. */
export function mediasoupEntry() {
  return require.resolve(NAME);
}

/** The package's folder. */
export function mediasoupFolder() {
  return join(mediasoupEntry(), '..', '..', '..');
}
