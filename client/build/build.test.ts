// What is built is only changed in ways that are understood: what is not makes the build fail.
import { expect, test } from 'vitest';
import { asModule, writtenAsModule } from './asModule.ts';
import { importedAgain } from './importAgain.ts';
import { always, never, settled } from './settled.ts';
import { ShortNames } from './shortNames.ts';
import { withoutChecks } from './withoutChecks.ts';
import { withoutParts } from './withoutParts.ts';

const COMMONJS = `"use strict";
var __importStar = (this && this.__importStar) || (function () { return exports; })();
Object.defineProperty(exports, "__esModule", { value: true });
exports.B = exports.A = void 0;
exports.f = f;
const Logger_1 = require("./Logger");
const utils = __importStar(require("./utils"));
const debug_1 = __importDefault(require("debug"));
const logger = new Logger_1.Logger('x');
exports.A = 1;
// a comment about require('x') and exports
class B {}
exports.B = B;
function f() { return utils.g(); }
`;

test('what TypeScript compiled to CommonJS becomes a module again', () => {
  expect(asModule(COMMONJS, 'x.js').trim().split('\n').filter(Boolean)).toEqual([
    'export { f };',
    'import * as Logger_1 from "./Logger";',
    'import * as utils from "./utils";',
    'import * as debug_1 from "debug";',
    `const logger = new Logger_1.Logger('x');`,
    'export const A = 1;',
    `// a comment about require('x') and exports`,
    'class B {}',
    'export { B };',
    'function f() { return utils.g(); }',
  ]);
});

test.each([
  ['no CommonJS by TypeScript', 'exports.a = 1;'],
  ['a require within', `${COMMONJS}function g() { return require('x'); }`],
  ['an export of another kind', `${COMMONJS}  exports.C = class {};`],
  ['a module as such', `${COMMONJS}module.exports = {};`],
])('%s is not guessed at', (_, code) => {
  expect(() => asModule(code, 'x.js')).toThrow('x.js');
});

test('CommonJS written by hand becomes modules', () => {
  const code = `var grammar = require('./grammar');
exports.parse = function (sdp) { return grammar; };
exports.alias = exports.parse;
`;
  expect(writtenAsModule(code, 'x.js')).toBe(`import grammar from './grammar';
export const parse = function (sdp) { return grammar; };
export { parse as alias };
`);
  expect(writtenAsModule('var table = module.exports = {\n};', 'x.js')).toBe(
    'export { table as default };\nvar table = {\n};',
  );
  expect(writtenAsModule('module.exports = function () {};', 'x.js')).toBe(
    'export default function () {};',
  );
  expect(() => writtenAsModule('exports[name] = 1;', 'x.js')).toThrow('x.js');
});

test('methods and entries are cut out, and nothing around them', () => {
  const code = `class A { keep() { return [1]; } async cut({ a } = {}) { return { cut: a }; } last() {} }
const table = { a: [{ name: 'x' }, { push: 'gone', reg: /,/ }, { name: 'gone too', f() { return 1; } }, { name: 'y' }] };`;
  expect(withoutParts(code, ['cut', 'gone', 'gone too'], 'x.js').replaceAll(/\s+/g, ' ')).toBe(
    `class A { keep() { return [1]; } last() {} } const table = { a: [{ name: 'x' }, { name: 'y' }] };`,
  );
  expect(withoutParts(`switch (a) { case 'x': { f(); } case 'y': g(); }`, ['x'], 'x.js')).toBe(
    `switch (a) {  case 'y': g(); }`,
  );
  expect(() => withoutParts(code, ['cut', 'never'], 'x.js')).toThrow('x.js has no never');
});

test('fields, getters and statements that call what is named are cut out', () => {
  const code = `class A {
    seen = new Emitter();
    get old() { return this.seen; }
    f() { this.seen.emit('a'); this.kept.emit('a', 'gone'); other.on('gone', () => { g(); }); return this.kept.on('gone'); }
  }`;
  expect(withoutParts(code, ['seen', 'old', 'gone'], 'x.js').replaceAll(/\s+/g, ' ')).toBe(
    `class A { f() { this.kept.emit('a', 'gone'); return this.kept.on('gone'); } }`,
  );
});

test('conditions that are settled are written so, however the code is broken into lines', () => {
  const edits = [...always('a && b'), ...never('!c'), ['left || right', 'right'] as const];
  const code = `if (a &&\n  b) f();\nif (!c) g(); else if (!c) h();\nconst d = left || right;`;
  expect(settled(code, edits, 'x.js')).toBe(
    'if (true) f();\nif (false) g(); else if (false) h();\nconst d = right;',
  );
  expect(() => settled(code, always('d'), 'x.js')).toThrow('x.js has no if (d)');
});

test('checks of arguments are cut out, and nothing else', () => {
  const check = `{ throw new TypeError('x'); }`;
  const cut = (code: string) => withoutChecks(code).replaceAll(/\s+/g, ' ').trim();
  expect(cut(`if (a) ${check} f();`)).toBe('f();');
  expect(cut(`if (a) ${check} else if (b) ${check} else { f(); }`)).toBe('{ f(); }');
  expect(cut(`if (a) { f(); } else if (b) ${check} else if (c) ${check}`)).toBe('if (a) { f(); }');
  expect(cut(`if (a) { f(); } else if (b) ${check} else if (c) { g(); }`)).toBe(
    'if (a) { f(); } else if (c) { g(); }',
  );
  for (const code of [
    `if (a) { throw new InvalidStateError('closed'); }`,
    `if (a) { f(); throw new TypeError('x'); }`,
    `function f() ${check}`,
    `if (a) { f(); } else ${check}`,
  ])
    expect(cut(code)).toBe(code);
});

test('private names are shortened alike in all files, those used most the most', () => {
  const names = new ShortNames(['socket.io-client/build/esm/*.js'], 'node_modules');
  const code = `this._callbacks; io["_reconnecting"]; a_b; __proto__; this.io._reconnecting`;
  expect(names.shorten('this._reconnecting')).toMatch(/^this\.\$[a-zA-Z]{1,2}$/);
  const short = names.shorten('_reconnecting');
  expect(names.shorten(`io["_reconnecting"]; a_b; __proto__; io._reconnecting`)).toBe(
    `io["${short}"]; a_b; __proto__; io.${short}`,
  );
  expect(() => names.shorten(code)).toThrow('_callbacks is not in the table');
});

test('late imports are tried again, without what Vite has wrapped them in', () => {
  const code = `const a = () => __vitePreload(() => import("./a.js").then((n) => n.t), __VITE_PRELOAD__);
const b = async () => (await __vitePreload(async () => {
  const { B } = await import("./b.js");
  return { B };
}, __VITE_PRELOAD__)).B;
const c = () => import("./c.js");`;
  const [helper, ...written] = (importedAgain(code) ?? '').split('\n');
  expect(written).toEqual([
    'const a = () => importAgain("./a.js").then((n) => n.t);',
    'const b = async () => (await importAgain("./b.js")).B;',
    'const c = () => importAgain("./c.js");',
  ]);
  expect(helper).toMatch(/^const importAgain = /);
  expect(importedAgain('import { a } from "./a.js"; a();')).toBeUndefined();
});
