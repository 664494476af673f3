// The ids of the spaces that an account owns or is a convener of, as a subquery.
import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** Each by its own index, which an `or` of both would not use in every database. */
export const ledBy = (eb: ExpressionBuilder<Tables, 'spaces'>, accountId: string) =>
  eb
    .selectFrom('spaces as own')
    .select('own.id')
    .where('own.ownerId', '=', accountId)
    .union(
      eb
        .selectFrom('spaceConveners')
        .select('spaceConveners.spaceId as id')
        .where('spaceConveners.accountId', '=', accountId),
    );
