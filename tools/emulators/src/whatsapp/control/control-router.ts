import express, { Router, type ErrorRequestHandler } from 'express';
import { isJsonObject, stringAt } from '../read-json.ts';
import type { World } from '../world.ts';
import { controlActions } from './control-actions.ts';
import { ControlError } from './control-error.ts';
import { readFilter } from './read-filter.ts';
import { streamEvents } from './stream-events.ts';

/** What tests and the phone page use beside the Graph surface; no token is asked for. */
export function controlRouter(world: World): Router {
  const router = Router();
  router.post('/_control', express.json({ limit: '150mb' }), async (request, response) => {
    const body: unknown = request.body;
    if (!isJsonObject(body)) throw new ControlError('The body must be a JSON object with an action.');
    const action = controlActions[stringAt(body, 'action') ?? ''];
    if (action === undefined) throw new ControlError(`action must be one of ${Object.keys(controlActions).join(', ')}.`);
    response.json(await action(world, body));
  });
  router.get('/_log', (request, response) => {
    response.json({ entries: world.log.select(readFilter(request.query)) });
  });
  router.get('/_webhooks', (request, response) => {
    response.json({ deliveries: world.webhooks.select(readFilter(request.query)) });
  });
  router.get('/_numbers', (_request, response) => {
    const numbers = world.numbers
      .all()
      .map(({ phoneNumberId, displayPhoneNumber, wabaId, verifiedName }) => ({ phoneNumberId, displayPhoneNumber, wabaId, verifiedName }));
    response.json({ numbers });
  });
  router.get('/_events', streamEvents(world));
  router.get('/_media/:id', (request, response) => {
    const file = world.media.find(request.params.id);
    if (file === undefined) response.sendStatus(404);
    else response.type(file.mimeType).send(file.bytes);
  });
  router.use(answerControlErrors);
  return router;
}

const answerControlErrors: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const message = error instanceof Error ? error.message : String(error);
  response.status(error instanceof ControlError ? 400 : 500).json({ error: message });
};
