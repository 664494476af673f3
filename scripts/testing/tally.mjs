// What the reports of vitest and Playwright come to: how many tests passed, failed and were skipped,
// which failed and which passed at a second try only (`flaky`), each with what was wrong.
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** vitest's JSON report. A file that can't be loaded has failed, though none of its tests has. */
export function tallyOfVitest({ numPassedTests, numPendingTests, numTodoTests, testResults }) {
  const failures = testResults.flatMap(failuresOfFile);
  return {
    passed: numPassedTests,
    failed: failures.length,
    skipped: numPendingTests + numTodoTests,
    failures,
    flaky: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
        .map((test) => failureOf(name, test)),
    ),
  };
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length > 0) return failed.map((test) => failureOf(name, test));
  if (status !== 'failed') return [];
  return [failure(basename(name), message || whereItEnded(assertionResults))];
}

// A process that a signal ended gives no reason; what vitest says of it stands further up only.
function whereItEnded(tests) {
  const under = tests.find(({ status }) => status === 'pending');
  return `its process ended${under ? ` in or about "${under.fullName}"` : ''}`;
}

function failureOf(path, { fullName, failureMessages }) {
  return failure(titled(basename(path), fullName), failureMessages[0]);
}

/** Playwright's JSON report; a test that passed at a second try counts as passed. */
export function tallyOfPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    failures: [
      ...testsThatWere('unexpected', report),
      ...report.errors.map(({ message }) => failure('outside the tests', message)),
    ],
    flaky: testsThatWere('flaky', report),
  };
}

/** Those of a suite and of the suites in it that ended with this status, and what was wrong at first. */
function testsThatWere(wanted, { title, suites = [], specs = [] }) {
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === wanted)
      .map(({ projectName, results }) =>
        failure(
          `${spec.title} (${projectName})`,
          results.find(({ error }) => error)?.error.message,
        ),
      ),
  );
  const all = [...own, ...suites.flatMap((suite) => testsThatWere(wanted, suite))];
  return title ? all.map((test) => titled(title, test)) : all;
}

function titled(...titles) {
  return titles.join(' › ');
}

// The first lines tell what was wrong; the whole stands further up in what the suite printed.
function failure(name, why = 'no reason given') {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|<anonymous>)/.test(line))
    .slice(0, 8);
  return `${name}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** What a suite comes to, given what it counted (if anything) and its exit code. */
export function verdict(tally, exitCode) {
  if (!tally) return { passed: 0, failed: 1, skipped: 0, note: 'it left no report' };
  if (tally.passed + tally.failed === 0) return { ...tally, failed: 1, note: 'it ran no test' };
  if (tally.failed === 0 && exitCode !== 0) {
    return { ...tally, failed: 1, note: `no test failed, but it ended with ${exitCode}` };
  }
  return tally;
}

/** The line that ends `npm test`. */
export function lastLine(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  const line = `${sum('passed')} passed, ${sum('failed')} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
