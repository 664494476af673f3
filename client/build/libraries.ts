// What is left out of libraries, and what stands in for it (docs/decisions/0006, 0046).
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { asModule, writtenAsModule } from './asModule.ts';
import { ShortNames } from './shortNames.ts';
import { SETTLED, UNUSED } from './libraryParts.ts';
import { settled } from './settled.ts';
import { withoutChecks } from './withoutChecks.ts';
import { withoutParts } from './withoutParts.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** By package: which file of `src/standIns` stands in for which modules, as the package imports them. */
const STAND_INS: Record<string, Record<string, string[]>> = {
  'mediasoup-client': {
    'media/silentLogger': ['./Logger', '../Logger', '../../Logger'],
    'media/eventEmitter': ['./enhancedEvents', '../enhancedEvents'],
    'media/awaitQueue': ['awaitqueue'],
    'media/noDataChannels': ['./DataProducer', './DataConsumer'],
    'media/noH264': ['h264-profile-level-id'],
    'media/unusedHandler': [
      './handlers/Chrome111',
      './handlers/Chrome74',
      './handlers/Firefox120',
      './handlers/ReactNative106',
      './handlers/Safari12',
    ],
    'media/clientVersion': ['../../'],
  },
  'engine.io-client': {
    'signalling/noTransports': ['./transports/index.js'],
    'signalling/noXhr': ['./transports/polling-xhr.js', './transports/polling-xhr.node.js'],
    'signalling/noWebTransport': ['./transports/webtransport.js'],
    'signalling/parseUri': ['./contrib/parseuri.js'],
  },
  'engine.io-parser': { 'signalling/textPackets': ['./encodePacket.js', './decodePacket.js'] },
  'socket.io-parser': { 'signalling/noBinary': ['./binary.js', './is-binary.js'] },
};

/** By importing package and module. */
const standIns = new Map<string, string>(
  Object.entries(STAND_INS).flatMap(([name, files]) =>
    Object.entries(files).flatMap(([file, modules]) =>
      modules.map((module) => [`${name} ${module}`, pathOf(`../src/standIns/${file}.ts`)] as const),
    ),
  ),
);

const MODULES = pathOf('../../node_modules');
/** mediasoup-client without what its index exports for others. */
const DEVICE = `${MODULES}/mediasoup-client/lib/Device.js`;

/** By module: what is bundled in its place. */
const REPLACED: Record<string, string> = {
  // Vite's, of a kilobyte, fetches the files that a file imports together with it: the pages here import what is there.
  '\0vite/preload-helper.js': 'export const __vitePreload = (fetchCode) => fetchCode();',
  // Its index as a module; of the rest nothing is used.
  [`${MODULES}/sdp-transform/lib/index.js`]: `
    export { parse, parseParams, parseSimulcastStreamList } from './parser.js';
    export { default as write } from './writer.js';`,
};

const shortNames = new ShortNames(
  [
    'mediasoup-client/lib/*.js',
    'mediasoup-client/lib/handlers/**/*.js',
    '{engine.io-client,engine.io-parser,socket.io-client,socket.io-parser}/build/esm/**/*.js',
    '@socket.io/component-emitter/lib/esm/*.js',
  ],
  MODULES,
);

export function smallerLibraries(): Plugin {
  const unused = new Set(standIns.keys());
  return {
    name: 'smaller-libraries',
    enforce: 'pre',
    apply: 'build',
    load: (id) => REPLACED[id],
    resolveId(module, importer) {
      if (module === 'mediasoup-client') return DEVICE;
      const from = /.*\/node_modules\/([^/]+)\//.exec(importer ?? '')?.[1];
      const key = `${from} ${module}`;
      unused.delete(key);
      return standIns.get(key);
    },
    transform(code, id) {
      const file = id.split('/node_modules/').at(-1) ?? '';
      const known = settled(code, SETTLED[file] ?? [], file);
      const cut = UNUSED[file] ? withoutParts(known, UNUSED[file], file) : known;
      if (file.startsWith('mediasoup-client/'))
        return shortNames.shorten(withoutChecks(asModule(cut, file)));
      if (/^sdp-transform\/.*(?<!index\.js)$/.test(file)) return writtenAsModule(cut, file);
      if (/^(@?socket\.io|engine\.io)/.test(file)) return shortNames.shorten(cut);
      return cut === code ? undefined : cut;
    },
    buildEnd(error) {
      if (!error && unused.size > 0) this.error(`stands in for nothing: ${[...unused].join(', ')}`);
    },
  };
}
