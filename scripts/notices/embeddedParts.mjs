// What the product contains that no package of its own names: parts inside packages, sounds, and mediasoup's worker.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';

const WORKER = join(ROOT, 'node_modules', 'mediasoup', 'worker');

export const INSIDE_PACKAGES = [
  {
    name: 'libopus',
    where: 'compiled to WebAssembly in opus-decoder',
    license: 'BSD-3-Clause',
    copyright:
      'Xiph.Org, Skype Limited, Octasic, Jean-Marc Valin, Timothy B. Terriberry, CSIRO, Gregory Maxwell, Mark Borgerding, Erik de Castro Lopo',
  },
  {
    name: 'Unicode confusables 13.0.0',
    where: 'data in unhomoglyph',
    license: 'Unicode-3.0 (https://www.unicode.org/license.txt)',
    copyright: 'Unicode, Inc.',
  },
];

/** By the name of the wrap file from which mediasoup's build takes the library; `undefined` is not in our worker. */
const WORKER_LIBRARIES = {
  'abseil-cpp': { license: 'Apache-2.0', copyright: 'The Abseil Authors' },
  catch2: undefined,
  flatbuffers: { license: 'Apache-2.0', copyright: 'Google Inc.' },
  libsrtp3: { license: 'BSD-3-Clause', copyright: 'Cisco Systems, Inc.' },
  libuv: {
    license: 'MIT',
    copyright: 'libuv project contributors; Joyent, Inc. and other Node contributors',
  },
  openssl: { license: 'Apache-2.0', copyright: 'The OpenSSL Project Authors' },
  'unordered-dense': { license: 'MIT', copyright: 'Martin Leitner-Ankerl' },
  wingetopt: undefined,
};

/**
 * The libraries of the worker as mediasoup's makers build it.
 * @throws Error when mediasoup has a library that the table above does not know.
 */
export function workerLibraries() {
  const wraps = readdirSync(join(WORKER, 'subprojects')).filter((name) => name.endsWith('.wrap'));
  const known = new Set(Object.keys(WORKER_LIBRARIES));
  return wraps.toSorted().flatMap((file) => {
    const key = file.slice(0, -'.wrap'.length);
    if (!known.has(key))
      throw new Error(`mediasoup's worker has a new library, ${key}: add it here`);
    const library = WORKER_LIBRARIES[key];
    const text = readFileSync(join(WORKER, 'subprojects', file), 'utf8');
    const [, name] = /^directory *= *(\S+)/m.exec(text);
    return library === undefined ? [] : [{ name, ...library }];
  });
}

/** Sources in the worker that have licence files of their own. */
export const workerSources = () =>
  [
    ['libwebrtc', 'BSD-3-Clause', ['deps/libwebrtc/LICENSE', 'deps/libwebrtc/PATENTS']],
    ['WebRTC’s SCTP', 'BSD-3-Clause', ['src/RTC/SCTP/LICENSE']],
  ].map(([name, license, files]) => ({
    name,
    license,
    texts: files.map((file) => readFileSync(join(WORKER, file), 'utf8')),
  }));
