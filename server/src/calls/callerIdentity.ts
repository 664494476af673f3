// Who is calling, as the way into a meeting sees them; made by phone/ and room/ of what the INVITE says.
import type { LookupClient } from '../guessing/lookupClient.ts';
import type { PersonName } from '../meetings/person.ts';

export interface CallerIdentity {
  readonly kind: 'phone' | 'room';
  /** As others see them, until a convener names them. */
  readonly name: PersonName;
  /** Whose guess budgets they draw on. */
  readonly client: LookupClient;
  /**
   * What the same caller would call from again, by which somebody who was removed stays out; undefined when withheld.
   */
  readonly alias: string | undefined;
  /** Waiting callers are counted by it. */
  readonly address: string;
}
