// Turns what TypeScript compiled to CommonJS back into a module, whose unused parts the bundler can leave out.
// mediasoup-client is published in that form only; as it is, 4 kB gzipped are wrappers and what nobody calls.

/** TypeScript's helpers end with this line. */
const PRELUDE = /^[\s\S]*?Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);/;

/** @throws Error at what it does not understand, so that another version of the package cannot be built wrongly. */
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
  const left = /.*(\brequire\(|\bexports\b|\b__import).*/.exec(
    module.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
  );
  if (left) throw new Error(`${file} has CommonJS of another kind: ${left[0]}`);
  return module;
}
