// A real identity provider (oidc-provider) per test; the test decides who has which groups.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '../network/ports.ts';

/** Claims of each user, keyed by what they type at sign-in. */
type People = Record<string, Record<string, unknown>>;

export interface IdentityProvider {
  issuer: string;
  /** May change between two sign-ins. */
  people: People;
  /** How often the token endpoint was called. */
  readonly tokenRequests: number;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'distansmote', secret: 'a secret between the two' };

/** @param redirectUri the only permitted redirect URI. */
export async function startIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people: People = {};
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    // Without these it prints a notice for each.
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 60,
      Interaction: 60,
      Session: 600,
    },
    cookies: { keys: ['only for tests'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ ...people[id], sub: id }),
    }),
  });
  let tokenRequests = 0;
  const handle = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/token') === true) tokenRequests += 1;
    void handle(request, response);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    people,
    get tokenRequests() {
      return tokenRequests;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
