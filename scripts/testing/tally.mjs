// Counts from the reports of vitest and Playwright how many tests passed, failed and were skipped.

/** vitest's JSON report. */
export function tallyOfVitest(report) {
  // A file that can't be loaded has failed, but none of its tests has.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report; a test that passed at a second try counts as passed, and is named. */
export function tallyOfPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    flaky: flakyTests(report),
  };
}

function flakyTests({ title = '', suites = [], specs = [] }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  const names = [...here.map((spec) => spec.title), ...suites.flatMap(flakyTests)];
  return title ? names.map((name) => `${title} › ${name}`) : names;
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
