// The headers that close the pages in: nothing from elsewhere, devices for ourselves only.
import type { FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';

export async function securityHeaders(
  server: FastifyInstance,
  { isTls }: { isTls: boolean },
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isTls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  server.addHook('onSend', async (request, reply) => {
    void reply.header(
      'Permissions-Policy',
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), ' +
        'fullscreen=(self), screen-wake-lock=(self), autoplay=(self), geolocation=()',
    );
    // A proxy that ends TLS for us; `protocol` heeds X-Forwarded-Proto only from trusted ones.
    if (!isTls && request.protocol === 'https') {
      void reply.header('Strict-Transport-Security', 'max-age=31536000');
    }
    // By the route, which an address can be spelled for in other ways, such as /%61pi/.
    const path = request.routeOptions.url ?? request.url;
    if (path.startsWith('/api/')) void reply.header('Cache-Control', 'no-store');
  });
}
