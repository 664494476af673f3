// How the client is built: Preact's JSX, compressed copies beside each asset.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 500 })],
  resolve: {
    // Handlers for React Native, for tests and for Chrome before 111, which no supported browser
    // needs: 6.5 kB gzipped that nobody should download (docs/decisions/0006).
    alias: Object.fromEntries(
      ['ReactNative106', 'Chrome74', 'FakeHandler'].map((name) => [
        `./handlers/${name}`,
        fileURLToPath(new URL('src/media/unusedHandler.ts', import.meta.url)),
      ]),
    ),
  },
  build: { target: 'es2022', cssCodeSplit: false, modulePreload: { polyfill: false } },
  server: {
    port: 5173,
    proxy: {
      '/api': 'http://localhost:3000',
      '/socket.io': { target: 'http://localhost:3000', ws: true },
    },
  },
});
