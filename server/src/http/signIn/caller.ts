// Who calls the API for spaces: a member of staff, or another system.
import { type TokenScope, tokenScope } from '@distansmote/shared/accountsApi.ts';
import type { Account } from '../../accounts/accountStore.ts';

export type Caller = TokenCaller | { type: 'session'; account: Account };

/** One of the county's own systems. */
export interface TokenCaller {
  type: 'apiToken';
  /** Undefined for the token in the setting API_TOKEN. */
  tokenId: string | undefined;
  /** The name that an administrator gave the token, or `API_TOKEN`. */
  name: string;
  scope: TokenScope;
}

const SCOPES = tokenScope.options;

/** Scopes are for tokens: whoever is signed in may do what their role allows. */
export const hasScope = (caller: Caller, scope: TokenScope): boolean =>
  caller.type === 'session' || SCOPES.indexOf(caller.scope) >= SCOPES.indexOf(scope);
