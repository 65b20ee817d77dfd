import type { FastifyInstance } from 'fastify';

export const DOC_PAGES = ['/api/openapi.json', '/api/docs'] as const;

/** Made at the first request and kept: hardly any process is ever asked. */
export function registerDocs(server: FastifyInstance, version: string): void {
  let made: Promise<{ json: string; page: string }> | null = null;
  const documents = () => (made ??= make(version));

  server.get(DOC_PAGES[0], async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((await documents()).json),
  );
  server.get(DOC_PAGES[1], async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .send((await documents()).page),
  );
}

async function make(version: string): Promise<{ json: string; page: string }> {
  const [{ buildDocument }, { docsPage }] = await Promise.all([
    import('./build-document.ts'),
    import('./docs-page.ts'),
  ]);
  const document = buildDocument(version);
  return { json: JSON.stringify(document), page: docsPage(document) };
}
