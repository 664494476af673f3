// Turns CommonJS into modules, whose unused parts the bundler can leave out.
// mediasoup-client and sdp-transform are published in that form only; as it is, 4 kB gzipped are wrappers and what nobody calls.

/** TypeScript's helpers end with this line. */
const PRELUDE = /^[\s\S]*?Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);/;

/**
 * What TypeScript has compiled.
 * @throws Error at what it does not understand, so that another version of the package cannot be built wrongly.
 */
export function asModule(code: string, file: string): string {
  if (!PRELUDE.test(code)) throw new Error(`${file} is not CommonJS by TypeScript`);
  const module = code
    .replace(PRELUDE, '')
    .replaceAll(/^(exports\.\w+ = )+void 0;$/gm, '')
    .replaceAll(
      /^const (\w+) = (?:__import(?:Star|Default)\()?require\(("[^"]+")\)\)?;$/gm,
      'import * as $1 from $2;',
    )
    .replaceAll(/^exports\.(\w+) = \1;$/gm, 'export { $1 };')
    .replaceAll(/^exports\.(\w+) = /gm, 'export const $1 = ');
  return checked(module, file);
}

/** What is written by hand, each file with one export or with functions by name. @throws Error likewise */
export function writtenAsModule(code: string, file: string): string {
  const module = code
    .replaceAll(/^var (\w+) = require\(('[^']+')\);$/gm, 'import $1 from $2;')
    .replace(/^var (\w+) = module\.exports = /, 'export { $1 as default };\nvar $1 = ')
    .replace(/^module\.exports = /m, 'export default ')
    .replaceAll(/^exports\.(\w+) = exports\.(\w+);$/gm, 'export { $2 as $1 };')
    .replaceAll(/^exports\.(\w+) = function/gm, 'export const $1 = function');
  return checked(module, file);
}

function checked(module: string, file: string): string {
  const left = /.*(\brequire\(|\bexports\b|\b__import).*/.exec(
    module.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
  );
  if (left) throw new Error(`${file} has CommonJS of another kind: ${left[0]}`);
  return module;
}
