// A real identity provider (oidc-provider) of a test's own, whose people have the groups that the test says.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '../network/ports.ts';

/** What it says of somebody, by what they type at its sign-in. */
type People = Record<string, Record<string, unknown>>;

export interface IdentityProvider {
  issuer: string;
  /** May be changed between two sign-ins. */
  people: People;
  /** How often it was asked to make tokens of a code. */
  readonly tokenRequests: number;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'distansmote', secret: 'a secret between the two' };

/** @param redirectUri the only address that it sends people back to. */
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
    // Else it prints a notice of each.
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
