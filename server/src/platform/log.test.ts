// One JSON line each, with the level as a word; of an error no more than what names nobody.
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(level: string, say: (log: ReturnType<typeof createLog>) => void): unknown[] {
  const lines: string[] = [];
  say(createLog(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as unknown);
}

test('a line has its moment, its level as a word, and what belongs to it', () => {
  const [line, ...others] = logged('info', (log) => {
    log.debug('not this');
    log.warn({ rangesLeft: 3 }, 'switched to a new call-ID range');
  });
  expect(others).toEqual([]);
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    rangesLeft: 3,
    msg: 'switched to a new call-ID range',
  });
});

test('an error is its kind, code, message, frames and cause', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const [line] = logged('info', (log) =>
    log.error({ err: new TypeError('it is broken', { cause }) }, 'request failed'),
  );
  expect(line).toMatchObject({
    err: {
      type: 'TypeError',
      message: 'it is broken',
      stack: expect.stringContaining('log.test.ts') as string,
      cause: { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
    },
  });
});

test('what an error brings along of those concerned stays out', () => {
  // As node-postgres makes them, but for the stack.
  const ofDatabase = Object.assign(new Error('invalid input syntax for type uuid: "Nurminen"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Failing row contains (787544182, Nurminen).',
    where: 'unnamed portal parameter $1 = Nurminen',
  });
  const ofRequest = Object.assign(new Error('bad'), { headers: { cookie: 'session=Nurminen' } });
  const lines = logged('info', (log) => {
    log.error({ err: ofDatabase }, 'updating lastUsedAt failed');
    log.error({ err: ofRequest }, 'HTTP request failed');
    log.error({ err: new Error('outer', { cause: ofDatabase }) }, 'request failed');
  });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ err: { code: '22P02', message: 'refused by the database' } });
  expect(JSON.stringify(lines)).not.toContain('Nurminen');
});

test('a circle of causes comes to an end', () => {
  const one = new Error('one');
  one.cause = new Error('other', { cause: one });
  expect(logged('info', (log) => log.error({ err: one }, 'request failed'))).toHaveLength(1);
});
