import type { RequestHandler } from 'express';
import type { World } from '../world.ts';
import { unknownObject } from './graph-error.ts';

type AccountHandler = RequestHandler<{ wabaId: string }>;

/** `POST` or `DELETE /{waba-id}/subscribed_apps`. Webhooks flow anyway: numbers here have a URL of their own, which overrides the app's. */
export function setSubscribedApps(world: World, isSubscribed: boolean): AccountHandler {
  return (request, response) => {
    requireAccount(world, request.params.wabaId);
    world.numbers.subscribe(request.params.wabaId, isSubscribed);
    response.json({ success: true });
  };
}

export function getSubscribedApps(world: World): AccountHandler {
  return (request, response) => {
    requireAccount(world, request.params.wabaId);
    const app = { whatsapp_business_api_data: { id: '1', name: 'emulated app', link: world.baseUrl } };
    response.json({ data: world.numbers.isSubscribed(request.params.wabaId) ? [app] : [] });
  };
}

export function requireAccount(world: World, wabaId: string): void {
  if (world.numbers.ofAccount(wabaId).length === 0) throw unknownObject(wabaId);
}
