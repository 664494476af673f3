// A client of a test server's HTTP API: by session cookie, by bearer token, or anonymous.
export interface Answered<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export class Api {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(server: { url: string }, headers: Record<string, string> = {}) {
    this.#url = server.url;
    this.#headers = headers;
  }

  /** Signs in; fails if the password is wrong. */
  static async signIn(server: { url: string }, username: string, password: string): Promise<Api> {
    const { status, headers } = await new Api(server).ask('POST', '/api/session', {
      username,
      password,
    });
    if (status !== 200) throw new Error(`${username} could not sign in: ${status}`);
    return new Api(server, { cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  }

  get cookie(): string {
    return this.#headers['cookie'] ?? '';
  }

  async ask<Body = unknown>(method: string, path: string, body?: unknown): Promise<Answered<Body>> {
    const answer = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  }
}
