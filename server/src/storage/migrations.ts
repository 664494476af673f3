// The schema's history: each entry is applied once, in the order of its key, and never edited.
import type { Migration } from 'kysely/migration';
import { until0010 } from './migrations/until0010.ts';
import { until0020 } from './migrations/until0020.ts';

export const migrations: Record<string, Migration> = { ...until0010, ...until0020 };
