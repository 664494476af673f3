// Has Lighthouse judge the start page and the name page as a slow phone sees them: `npm run bench:lighthouse`.
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

/** Fetched when the bench runs: with what it needs it is larger than the whole product. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const CHROMIUM_FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];
const WANTED = { performance: 0.98, accessibility: 1, 'best-practices': 1, seo: 1 };
type Category = keyof typeof WANTED;

/** It wants pages to be found by search engines; ours are not to be (robots.txt). */
const SKIPPED = ['is-crawlable'];

const { values: options } = parseArgs({
  options: {
    /** Others on the machine only ever make a page slower, so the best counts. */
    rounds: { type: 'string', default: '5' },
  },
});

interface Report {
  categories: Record<Category, { score: number }>;
  audits: Record<string, { score: number | null; title: string; numericValue?: number }>;
}

const METRICS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'];

async function judge(url: string): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${Object.keys(WANTED).join(',')}`,
      `--skip-audits=${SKIPPED.join(',')}`,
      `--chrome-flags=${CHROMIUM_FLAGS.join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: CHROMIUM }, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
}

const server = await ServerProcess.start();
try {
  const { callId } = await server.createSpace('Planering');
  for (const [page, path] of [
    ['start page', '/'],
    ['name page', `/meeting/${callId}`],
  ]) {
    const reports: Report[] = [];
    for (let round = 0; round < Number(options.rounds); round += 1) {
      reports.push(await judge(`${server.url}${path}`));
    }
    const best = reports.toSorted(
      (a, b) => b.categories.performance.score - a.categories.performance.score,
    )[0];
    if (best === undefined) throw new Error('no rounds');
    console.log(`\n${page}, the best of ${reports.length}`);
    for (const [category, wanted] of Object.entries(WANTED) as [Category, number][]) {
      const { score } = best.categories[category];
      console.log(`  ${category}: ${score} (wanted ${wanted})`);
      if (score < wanted) process.exitCode = 1;
    }
    for (const metric of METRICS) {
      console.log(`  ${metric}: ${Math.round(best.audits[metric]?.numericValue ?? 0)} ms`);
    }
    const failed = Object.entries(best.audits).filter(([, { score }]) => score === 0);
    for (const [id, { title }] of failed) console.log(`  – ${title} (${id})`);
  }
} finally {
  await server.stop();
}
