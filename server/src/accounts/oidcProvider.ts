// The organization's identity provider: OpenID Connect code flow with PKCE, state and nonce.
import type { Configuration } from 'openid-client';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { OidcPerson } from './oidcAccounts.ts';
import { personOf, type RoleRule } from './oidcRole.ts';

const TIMEOUT_SECONDS = 10;
/** A provider that fails is not asked again by every visitor. */
const RETRY_MS = 5_000;

/** Generated at the start of a sign-in and required at its end; kept in the browser. */
export const oidcTransaction = z.strictObject({
  state: z.string().min(20).max(100),
  nonce: z.string().min(20).max(100),
  codeVerifier: z.string().min(20).max(200),
});
type OidcTransaction = z.infer<typeof oidcTransaction>;

export interface OidcProvider {
  /** Where to send the browser. Rejects when the provider cannot be reached. */
  start(): Promise<{ url: URL; transaction: OidcTransaction }>;
  /**
   * The person who signed in. Rejects when the response does not match the transaction, or the provider rejects the code.
   * @param query from the URL that the browser came back to.
   */
  finish(query: URLSearchParams, transaction: OidcTransaction): Promise<OidcPerson>;
}

interface OidcProviderOptions {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  scope: string;
  /** Our URL that the browser comes back to. */
  redirectUri: string;
  role: RoleRule;
}

/** The configured provider; undefined when there is none. */
export function oidcProviderOf(config: Config, redirectUri: string): OidcProvider | undefined {
  if (config.OIDC_ISSUER === undefined || config.OIDC_CLIENT_ID === undefined) return undefined;
  return createOidcProvider({
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    clientSecret: config.OIDC_CLIENT_SECRET,
    scope: config.OIDC_SCOPE,
    redirectUri,
    role: {
      claim: config.OIDC_ROLE_CLAIM,
      adminValue: config.OIDC_ADMIN_VALUE,
      staffValue: config.OIDC_STAFF_VALUE,
    },
  });
}

function createOidcProvider(options: OidcProviderOptions): OidcProvider {
  // Without an identity provider it stays out of memory.
  const library = import('openid-client');
  const { clientId, clientSecret, scope, redirectUri } = options;
  const issuer = new URL(options.issuer);
  let discovered: Promise<Configuration> | undefined;

  async function discover(): Promise<Configuration> {
    const oidc = await library;
    const client = await oidc.discovery(
      issuer,
      clientId,
      {},
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // The settings allow http only for localhost.
        execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      },
    );
    // The ID token comes directly from the provider over TLS; its signature is verified all the same.
    oidc.enableNonRepudiationChecks(client);
    return client;
  }

  /** On demand, so that the service starts while the provider is down. */
  function configuration(): Promise<Configuration> {
    discovered ??= discover().catch((error: unknown) => {
      setTimeout(() => (discovered = undefined), RETRY_MS).unref();
      throw error;
    });
    return discovered;
  }

  return {
    async start() {
      const oidc = await library;
      const client = await configuration();
      const transaction = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope,
        state: transaction.state,
        nonce: transaction.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(transaction.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, transaction };
    },

    async finish(query, { state, nonce, codeVerifier }) {
      const oidc = await library;
      const client = await configuration();
      const callback = new URL(redirectUri);
      callback.search = query.toString();
      const tokens = await oidc.authorizationCodeGrant(client, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (idToken === undefined) throw new Error('the identity provider sent no ID token');
      // Many providers give groups and names only there. Claims of the ID token take precedence.
      const more =
        client.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await oidc.fetchUserInfo(client, tokens.access_token, idToken.sub);
      return personOf({ ...more, ...idToken }, options.role);
    },
  };
}
