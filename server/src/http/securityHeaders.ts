// Security headers: pages load nothing from other origins, and only they may use camera and microphone.
import type { FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';

export async function securityHeaders(
  server: FastifyInstance,
  { isTls, styleHashes }: { isTls: boolean; styleHashes: readonly string[] },
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", ...styleHashes],
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
    // Behind a proxy that terminates TLS; `protocol` trusts X-Forwarded-Proto from our own proxies only.
    if (!isTls && request.protocol === 'https') {
      void reply.header('Strict-Transport-Security', 'max-age=31536000');
    }
    // By the route's path: the URL may be spelled differently, such as /%61pi/.
    const path = request.routeOptions.url ?? request.url;
    if (path.startsWith('/api/')) void reply.header('Cache-Control', 'no-store');
  });
}
