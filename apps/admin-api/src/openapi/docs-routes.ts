import { Router } from 'express';

import type { Route } from '../route.ts';
import { buildOpenApi } from './build-openapi.ts';
import { renderDocs, type OpenApiDocument } from './render-docs.ts';

/** `/openapi.json` for programs and `/docs` for people, both without a key. */
export function docsRoutes(routes: readonly Route[]): Router {
  const document = buildOpenApi(routes);
  const page = renderDocs(document as unknown as OpenApiDocument);
  const router = Router();
  router.get('/openapi.json', (_request, response) => void response.json(document));
  router.get('/docs', (_request, response) => void response.type('html').send(page));
  return router;
}
