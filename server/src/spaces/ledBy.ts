// The spaces that an account owns or is a convener of, as a condition.
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** One condition for each row: a list of all their ids took ten times as long with thousands. */
export const ledBy = (
  eb: ExpressionBuilder<Tables, 'spaces'>,
  accountId: string,
): Expression<SqlBool> =>
  eb.or([
    eb('spaces.ownerId', '=', accountId),
    eb(
      'spaces.id',
      'in',
      eb
        .selectFrom('spaceConveners')
        .select('spaceConveners.spaceId')
        .where('spaceConveners.accountId', '=', accountId),
    ),
  ]);
