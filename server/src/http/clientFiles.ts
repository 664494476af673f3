// Serves the built client: hashed assets for ever, with their compressed copies; pages never cached.
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';
import fastifyStatic from '@fastify/static';
import { nothingHere } from './problem.ts';

/** @param folder `client/dist` */
export async function clientFiles(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`the client is not built: ${folder} has no index.html (npm run build)`);
  }
  await server.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    // Looked for at each request: a client that is built anew meanwhile has assets of other names.
    wildcard: true,
    index: false,
    setHeaders: (reply, path) => {
      const isHashed = relative(folder, path).startsWith(`assets${sep}`);
      void reply.header(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  // Every address of the client is the one page; it finds its own way from there.
  server.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|socket\.io)\//.test(request.url);
    if (!isPage) throw nothingHere();
    return reply.sendFile('index.html');
  });
}
