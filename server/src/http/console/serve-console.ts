import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const CONSOLE_CSP = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Addresses that open the console. Other programs know the last two: editors open the one, people type the other. */
export const CONSOLE_PAGES = ['/', '/sign-in/editor', '/device'] as const;

/** The web console, or, when it has not been built, a page that says where to go. */
export async function serveConsole(server: FastifyInstance, console_dir: string | null): Promise<void> {
  const index = console_dir === null ? null : await readFile(join(console_dir, 'index.html')).catch(() => null);
  if (console_dir === null || index === null) {
    for (const page of CONSOLE_PAGES) {
      server.get(page, async (_request, reply) => reply.type('text/html; charset=utf-8').send(SIGNPOST));
    }
    return;
  }
  const { default: fastifyStatic } = await import('@fastify/static');
  // Looked up at each request: the console may be built again while we run.
  await server.register(fastifyStatic, {
    root: join(console_dir, 'assets'),
    prefix: '/assets/',
    // Vite puts a digest of the content into these names.
    immutable: true,
    maxAge: '365d',
  });
  for (const page of CONSOLE_PAGES) {
    server.get(page, async (_request, reply) => {
      // What stands in the address of a sign-in is nobody else's business.
      void reply.header('content-security-policy', CONSOLE_CSP).header('referrer-policy', 'no-referrer');
      return reply.sendFile('index.html', console_dir, { immutable: false, maxAge: 0 });
    });
  }
}

const SIGNPOST = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>IAMA</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}</style></head>
<body><main><h1>IAMA is running</h1>
<p>The API is described at <a href="/api/docs">/api/docs</a>. The web console has not been built: run <code>npm run build:console</code> and start again.</p>
</main></body></html>
`;
