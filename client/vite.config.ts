// How the client is built: Preact's JSX, compressed copies beside each asset.
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { Chunks } from './build/chunks.ts';
import { iconsByFile } from './build/icons.ts';
import { importAgain } from './build/importAgain.ts';
import { smallerLibraries } from './build/libraries.ts';
import { meetingHtml } from './build/meetingHtml.ts';
import { textFiles } from './build/textFiles.ts';

const chunks = new Chunks();

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    iconsByFile(),
    chunks.plugin,
    smallerLibraries(),
    importAgain(),
    textFiles(),
    meetingHtml(),
    compression({ algorithms: ['gzip', 'brotliCompress'], threshold: 500 }),
  ],
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    // By which `npm run size` knows what a page imports.
    manifest: true,
    modulePreload: false,
    rolldownOptions: {
      treeshake: { manualPureFunctions: ['logger', 'Logger', 'Logger_1'] },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: chunks.nameOf }],
        },
      },
    },
  },
  // `npm run dev` (scripts/dev.mjs). The Host header stays as it is: the server compares it with Origin.
  server: {
    proxy: Object.fromEntries(
      ['/api/', '/health', '/invited', '/metrics', '/socket.io/'].map((path) => [
        path,
        { target: process.env['DEV_SERVER_URL'] ?? '', ws: path === '/socket.io/' },
      ]),
    ),
  },
});
