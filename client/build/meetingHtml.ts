// A second HTML file, for the addresses of meetings: tells the browser at once which files the name page needs.
import type { Plugin } from 'vite';

/** As `chunks.ts` names it. */
const NAME_PAGE = 'meeting';

export function meetingHtml(): Plugin {
  return {
    name: 'meeting-html',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return this.error('there is no index.html');
      const html = page.source.toString();
      const files = new Set(
        Object.values(bundle).flatMap((chunk) =>
          chunk.type === 'chunk' && chunk.name === NAME_PAGE
            ? [chunk.fileName, ...chunk.imports]
            : [],
        ),
      );
      const links = [...files]
        .filter((file) => !html.includes(file))
        .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`);
      if (links.length === 0) return this.error(`there is no file ${NAME_PAGE}`);
      this.emitFile({
        type: 'asset',
        fileName: 'meeting.html',
        source: html.replace('</head>', `${links.join('')}</head>`),
      });
    },
  };
}
