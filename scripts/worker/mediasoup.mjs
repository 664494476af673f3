// Where the mediasoup package lies.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';

// The server depends on it, so it is asked for as the server would.
const require = createRequire(join(ROOT, 'server', 'package.json'));

/** The file to import. */
export function mediasoupEntry() {
  return require.resolve('mediasoup');
}

/** The package's folder. */
export function mediasoupFolder() {
  return join(mediasoupEntry(), '..', '..', '..');
}
