// A minimal browser for cross-site sign-in: cookies with SameSite, and redirects.
interface Cookie {
  value: string;
  path: string;
  flags: string;
}

export class Browser {
  /** Cookies by origin and name. (Real browsers ignore the port; here each port stands for a site of its own.) */
  readonly #cookies = new Map<string, Map<string, Cookie>>();

  cookie(origin: string, name: string): Cookie | undefined {
    return this.#cookies.get(origin)?.get(name);
  }

  plant(origin: string, name: string, value: string, flags = ''): void {
    this.#jar(origin).set(name, { value, path: '/', flags });
  }

  /**
   * Sends one request without following redirects.
   * @param isCrossSite whether another site initiated the navigation, so that SameSite=Strict cookies are withheld.
   */
  async get(
    url: string | URL,
    { form, isCrossSite = false }: { form?: Record<string, string>; isCrossSite?: boolean } = {},
  ): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const cookie = [...this.#jar(origin)]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')))
      .filter(([, { flags }]) => !(isCrossSite && /SameSite=Strict/i.test(flags)))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) this.#take(origin, line);
    return answer;
  }

  /**
   * Follows redirects until a page is served, or until `stop` returns true for the next address.
   * @param from the address of the initiating page, if it belongs to another site.
   */
  async follow(
    start: string | URL,
    {
      form,
      from = start,
      stop = () => false,
    }: {
      form?: Record<string, string>;
      from?: string | URL;
      stop?: (url: URL) => boolean;
    } = {},
  ): Promise<{ url: URL; page: string }> {
    const { origin } = new URL(from);
    let url = new URL(start);
    let answer = await this.get(url, {
      ...(form && { form }),
      isCrossSite: url.origin !== origin,
    });
    for (;;) {
      const location = answer.headers.get('location');
      if (location === null) return { url, page: await answer.text() };
      await answer.arrayBuffer();
      url = new URL(location, url);
      if (stop(url)) return { url, page: '' };
      answer = await this.get(url, { isCrossSite: url.origin !== origin });
    }
  }

  #jar(origin: string): Map<string, Cookie> {
    const jar = this.#cookies.get(origin) ?? new Map<string, Cookie>();
    this.#cookies.set(origin, jar);
    return jar;
  }

  #take(origin: string, line: string): void {
    const [pair = '', ...flags] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
    const isGone = value === '' || /expires=Thu, 01 Jan 1970/i.test(line);
    if (isGone) this.#jar(origin).delete(name);
    else this.#jar(origin).set(name, { value, path, flags: flags.join('; ') });
  }
}
