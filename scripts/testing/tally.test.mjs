// What the last line of `npm test` counts: nothing that went wrong may look like a pass.
import { expect, test } from 'vitest';
import { lastLine, tallyOfPlaywright, tallyOfVitest, verdict } from './tally.mjs';

test('a file of vitest that cannot be loaded, or crashes, counts as one failure; what failed is named', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: '/a/broken.test.ts',
        status: 'failed',
        message: 'no such module',
        assertionResults: [],
      },
      {
        name: '/a/crash.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          { fullName: 'opens', status: 'passed', failureMessages: [] },
          { fullName: 'closes', status: 'pending', failureMessages: [] },
        ],
      },
      {
        name: '/a/call.test.ts',
        status: 'failed',
        assertionResults: [
          {
            fullName: 'is heard',
            status: 'failed',
            failureMessages: [
              '\u001b[31mError: silence\n    at /a/call.test.ts:4:33\n    at /a/node_modules/vitest/run.js:1:1',
            ],
          },
          { fullName: 'hangs up', status: 'passed', failureMessages: ['Error: too late'] },
          { fullName: 'rings', status: 'passed', failureMessages: [] },
        ],
      },
    ],
  };
  expect(tallyOfVitest(report)).toEqual({
    passed: 3,
    failed: 3,
    skipped: 2,
    failures: [
      'broken.test.ts\n  no such module',
      'crash.test.ts\n  its process ended in or about "closes"',
      'call.test.ts › is heard\n  Error: silence\n      at /a/call.test.ts:4:33',
    ],
    flaky: ['call.test.ts › hangs up\n  Error: too late'],
  });
});

test('a flaky test of Playwright counts as passed and is named; an error outside tests fails', () => {
  const spec = (title, status, ...results) => ({
    title,
    tests: [{ status, projectName: 'firefox', results }],
  });
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: 'the server did not start' }],
    suites: [
      {
        title: 'call.spec.ts',
        specs: [
          spec('steady', 'expected', {}),
          spec('shares', 'unexpected', { error: { message: 'no picture' } }),
        ],
        suites: [
          { title: 'leading', specs: [spec('meets', 'flaky', { error: { message: 'late' } }, {})] },
        ],
      },
    ],
  };
  expect(tallyOfPlaywright(report)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    failures: [
      'call.spec.ts › shares (firefox)\n  no picture',
      'outside the tests\n  the server did not start',
    ],
    flaky: ['call.spec.ts › leading › meets (firefox)\n  late'],
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
