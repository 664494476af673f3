// How the client is built: Preact's JSX, compressed copies beside each asset.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const standIn = (file: string, modules: string[]) =>
  Object.fromEntries(
    modules.map((name) => [name, fileURLToPath(new URL(`src/${file}.ts`, import.meta.url))]),
  );

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 500 })],
  resolve: {
    // Of mediasoup-client: handlers for React Native, for tests and for Chrome before 111, parameters for
    // tests, data channels, H.264, and a log for its developers; of Socket.IO: WebTransport and binary attachments.
    // 13 kB gzipped that nobody needs (docs/decisions/0006).
    alias: {
      ...standIn('media/unusedHandler', [
        './handlers/ReactNative106',
        './handlers/Chrome74',
        './handlers/FakeHandler',
        './test/fakeParameters',
      ]),
      ...standIn('media/silentDebug', ['debug']),
      ...standIn('media/noDataChannels', ['./DataProducer', './DataConsumer']),
      ...standIn('media/noH264', ['h264-profile-level-id']),
      ...standIn('platform/noWebTransport', ['./webtransport.js']),
      ...standIn('platform/noBinary', ['./binary.js', './is-binary.js']),
    },
  },
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // As `npm run size` tells them apart.
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${facadeModuleId?.includes('/language/en/') ? 'en-' : ''}[name]-[hash].js`,
        codeSplitting: {
          // One file of what several pages need, or each of its modules would become a request.
          groups: [
            {
              name: 'shared',
              minShareCount: 2,
              test: /^(?!.*\/((staff|settings|equipment|media|session|trash-2)\b|accounts\.ts))/,
            },
          ],
        },
      },
    },
  },
  // `npm run dev` (scripts/dev.mjs). The Host header stays as it is: the server compares it with Origin.
  server: {
    proxy: Object.fromEntries(
      ['/api/', '/health', '/invited', '/metrics', '/socket.io/'].map((path) => [
        path,
        { target: process.env['DEV_SERVER_URL'], ws: path === '/socket.io/' },
      ]),
    ),
  },
});
