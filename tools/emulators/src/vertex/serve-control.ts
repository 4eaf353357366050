import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { status } from '@grpc/grpc-js';
import { ControlError, defaultControlSettings, parseControl } from './control-settings.ts';
import type { VertexState } from './vertex-state.ts';

/** The control API: settings and the log of every call. */
export function serveControl(state: VertexState): Express {
  const app = express();
  app.use(express.json({ limit: '10mb', strict: false }));
  app.get('/_control', (_request, response) => void response.json(shownSettings(state)));
  app.post('/_control', (request, response) => {
    state.control(parseControl(request.body));
    response.json(shownSettings(state));
  });
  app.delete('/_control', (_request, response) => {
    state.control(defaultControlSettings);
    response.json(shownSettings(state));
  });
  app.get('/_log', (_request, response) => void response.json(state.log.calls));
  app.delete('/_log', (_request, response) => {
    state.log.clear();
    response.status(204).end();
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const isRequestFault = error instanceof ControlError || error instanceof SyntaxError;
    response.status(isRequestFault ? 400 : 500).json({ error: error instanceof Error ? error.message : String(error) });
  });
  return app;
}

function shownSettings(state: VertexState) {
  const { discovery, ...settings } = state.settings;
  return { ...settings, failCode: status[settings.failCode], discovery: { ...discovery, failCode: status[discovery.failCode] } };
}
