// Serves the built client from memory: hashed assets are cached for ever, pages are revalidated.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { CLUSTER_META } from '@distansmote/shared/clusterMeta.ts';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OrganizationPage } from './organizationPage.ts';
import { nothingHere } from './problem.ts';

/** By content coding; the compressed ones were made when the client was built. */
type Copies = Partial<Record<Coding, { bytes: Buffer; etag: string }>>;
type Coding = 'identity' | 'br' | 'gzip';

interface ClientFile {
  contentType: string;
  cacheControl: string;
  /** Instead of the one that pages get. */
  contentSecurityPolicy?: string;
  copies: Copies;
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const FOR_EVER = 'public, max-age=31536000, immutable';
const CODINGS: Record<string, Coding> = { '.br': 'br', '.gz': 'gzip' };

/**
 * Reads all files once, about 1 MB: so no page waits for the disk, or for libuv's threads while passwords are hashed. A new
 * build is served after a restart.
 * @param folder `client/dist`
 * @param isClustered several servers share the meetings
 * @throws Error if it has no index.html
 */
export function clientFiles(
  server: FastifyInstance,
  folder: string,
  { head, logo }: OrganizationPage,
  isClustered: boolean,
): void {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`the client is not built: ${folder} has no index.html (npm run build)`);
  }
  const files = readFiles(folder);
  const mark = isClustered ? `<meta name="${CLUSTER_META}">` : '';
  completePages(files, head + mark, logo);
  // A single-page application: every other path gets index.html, and the client routes.
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    // `cluster` also where there is none: who is not of a cluster does not learn whether there is one (cluster/clusterDoor.ts).
    const isPage = !/^\/(api|assets|cluster|socket\.io)\//.test(path);
    // The second one also names the files that a meeting's page needs (client/build/meetingHtml.ts).
    const page = path.startsWith('/meeting/') ? '/meeting.html' : '/index.html';
    const file = files.get(path) ?? (isPage ? files.get(page) : undefined);
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    if (file === undefined || !isSafe) throw nothingHere();
    return send(file, request, reply);
  });
}

/** What stands in the page until its script runs has the logo too. */
const completed = (html: string, head: string, logo: string | undefined): string =>
  html
    .replace('</head>', () => `${head}</head>`)
    .replace(/<svg class="brand-mark"[\s\S]*?<\/svg>/, (mark) =>
      logo === undefined ? mark : `<img class="brand-logo" src="${logo}" alt="">`,
    );

/** Puts what this server has to say into the pages' heads, and the organisation's logo beside them. */
function completePages(
  files: Map<string, ClientFile>,
  head: string,
  logo: OrganizationPage['logo'],
): void {
  for (const path of ['/index.html', '/meeting.html']) {
    const page = files.get(path);
    const { bytes } = page?.copies.identity ?? {};
    if (page === undefined || bytes === undefined || head === '') continue;
    const changed = Buffer.from(completed(bytes.toString('utf8'), head, logo?.path));
    page.copies = {
      identity: copyOf(changed),
      br: copyOf(brotliCompressSync(changed)),
      gzip: copyOf(gzipSync(changed)),
    };
  }
  if (logo === undefined) return;
  files.set(logo.path, {
    contentType: logo.contentType,
    cacheControl: FOR_EVER,
    // Also where somebody opens the image by itself.
    contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    copies: { identity: copyOf(logo.bytes) },
  });
}

const copyOf = (bytes: Buffer) => ({
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
});

function readFiles(folder: string): Map<string, ClientFile> {
  const files = new Map<string, ClientFile>();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const name of names) {
    const coding = CODINGS[extname(name)];
    const path = `/${(coding === undefined ? name : name.slice(0, -3)).slice(folder.length + 1)}`;
    const file = files.get(path) ?? {
      contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      cacheControl: path.startsWith('/assets/') ? FOR_EVER : 'no-cache',
      copies: {},
    };
    file.copies[coding ?? 'identity'] = copyOf(readFileSync(name));
    files.set(path, file);
  }
  return files;
}

function send(file: ClientFile, { headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { contentType, cacheControl, contentSecurityPolicy, copies } = file;
  const offered = (['br', 'gzip'] as const).filter((coding) => copies[coding] !== undefined);
  const wanted = headers['accept-encoding'];
  const chosen = wanted === undefined ? null : negotiate(wanted, [...offered]);
  const { bytes, etag } = copies[chosen ?? 'identity'] ?? { bytes: Buffer.alloc(0), etag: '""' };
  void reply.headers({ 'Cache-Control': cacheControl, ETag: etag });
  if (contentSecurityPolicy !== undefined)
    void reply.header('Content-Security-Policy', contentSecurityPolicy);
  if (offered.length > 0) void reply.header('Vary', 'Accept-Encoding');
  // Weak comparison (RFC 9110 §13.1.2): a proxy may have made the tag weak.
  const known = headers['if-none-match']?.split(',') ?? [];
  if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return reply.code(304).send();
  if (chosen !== null) void reply.header('Content-Encoding', chosen);
  return reply.code(200).type(contentType).send(bytes);
}
