import express, { Router } from 'express';
import type { World } from '../world.ts';
import { answerGraphErrors } from './answer-graph-errors.ts';
import { deleteMedia } from './delete-media.ts';
import { getMessageTemplates } from './get-message-templates.ts';
import { getNode } from './get-node.ts';
import { postMedia } from './post-media.ts';
import { postMessages } from './post-messages.ts';
import { requireToken } from './require-token.ts';
import { getSubscribedApps, setSubscribedApps } from './subscribed-apps.ts';
import { unknownObject } from './graph-error.ts';

/** The part of the Graph API that this emulator speaks, below `/vNN.N`. */
export function graphRouter(world: World): Router {
  const router = Router();
  router.use(requireToken(world));
  router.post('/:phoneNumberId/messages', express.json({ limit: '1mb', type: () => true }), postMessages(world));
  router.post('/:phoneNumberId/media', postMedia(world));
  router.post('/:wabaId/subscribed_apps', setSubscribedApps(world, true));
  router.delete('/:wabaId/subscribed_apps', setSubscribedApps(world, false));
  router.get('/:wabaId/subscribed_apps', getSubscribedApps(world));
  router.get('/:wabaId/message_templates', getMessageTemplates(world));
  router.get('/:id', getNode(world));
  router.delete('/:mediaId', deleteMedia(world));
  router.use((request) => {
    throw unknownObject(request.path.slice(1));
  });
  router.use(answerGraphErrors);
  return router;
}
