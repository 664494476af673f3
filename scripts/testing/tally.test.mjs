// What the last line of `npm test` counts: nothing that went wrong may look like a pass.
import { expect, test } from 'vitest';
import { lastLine, tallyOfPlaywright, tallyOfVitest, verdict } from './tally.mjs';

test('a file of vitest that cannot be loaded counts as one failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  expect(tallyOfVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a flaky test of Playwright counts as passed and is named; an error outside tests fails', () => {
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: 'the server did not start' }],
    suites: [
      {
        title: 'call.spec.ts',
        specs: [{ title: 'steady', tests: [{ status: 'expected' }] }],
        suites: [{ title: 'Firefox', specs: [{ title: 'meets', tests: [{ status: 'flaky' }] }] }],
      },
    ],
  };
  expect(tallyOfPlaywright(report)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    flaky: ['call.spec.ts › Firefox › meets'],
  });
});

test.each([
  ['no report', undefined, 1, 1],
  ['no test', { passed: 0, failed: 0, skipped: 3 }, 0, 1],
  ['an error that no test shows', { passed: 5, failed: 0, skipped: 0 }, 1, 1],
  ['two failed tests', { passed: 5, failed: 2, skipped: 0 }, 1, 2],
  ['all passed', { passed: 5, failed: 0, skipped: 0 }, 0, 0],
])('%s', (_, tally, exitCode, failed) => {
  expect(verdict(tally, exitCode).failed).toBe(failed);
});

test('the last line', () => {
  const results = [
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 5, failed: 2, skipped: 0 },
  ];
  expect(lastLine(results)).toBe('6 passed, 2 failed');
  expect(lastLine([...results, { passed: 0, failed: 0, skipped: 3 }])).toBe(
    '6 passed, 2 failed, 3 skipped',
  );
});
