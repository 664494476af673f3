// What people say of faults in accessibility, kept until an administrator deletes it. Nothing tells who has written.
import { randomUUID } from 'node:crypto';
import type { AccessibilityReport } from '@distansmote/shared/accessibilityApi.ts';
import { MAX_ACCESSIBILITY_REPORTS } from '@distansmote/shared/accessibilityLimits.ts';
import type { Database } from '../storage/database.ts';

export interface AccessibilityReports {
  /** @returns false when as many as are kept have not been dealt with: a flood cannot push out earlier ones. */
  add(report: { text: string; replyTo?: string }): Promise<boolean>;
  count(): Promise<number>;
  /** Newest first. */
  list(): Promise<AccessibilityReport[]>;
  /** @returns how many there were. */
  delete(ids: readonly string[]): Promise<number>;
}

export function createAccessibilityReports(database: Database): AccessibilityReports {
  const count = async () => {
    const { kept } = await database
      .selectFrom('accessibilityReports')
      .select(({ fn }) => fn.countAll<number | string>().as('kept'))
      .executeTakeFirstOrThrow();
    return Number(kept);
  };

  return {
    count,

    async add({ text, replyTo }) {
      if ((await count()) >= MAX_ACCESSIBILITY_REPORTS) return false;
      await database
        .insertInto('accessibilityReports')
        .values({
          id: randomUUID(),
          sentAt: new Date().toISOString(),
          text,
          replyTo: replyTo ?? null,
        })
        .execute();
      return true;
    },

    list: () =>
      database
        .selectFrom('accessibilityReports')
        .select(['id', 'sentAt', 'text', 'replyTo'])
        .orderBy('sentAt', 'desc')
        .limit(MAX_ACCESSIBILITY_REPORTS)
        .execute(),

    async delete(ids) {
      const { numDeletedRows } = await database
        .deleteFrom('accessibilityReports')
        .where('id', 'in', [...ids])
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await database.eraseDeleted();
      return Number(numDeletedRows);
    },
  };
}
