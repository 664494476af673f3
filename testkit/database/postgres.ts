// One PostgreSQL server per test file, started on first use, and stopped after the file.
import { afterAll } from 'vitest';
import { type Postgres, startPostgres, type StartedPostgres } from './startPostgres.ts';

let started: Promise<StartedPostgres> | undefined;

afterAll(async () => (await started)?.stop());

export function sharedPostgres(): Promise<Postgres> {
  return (started ??= startPostgres());
}
