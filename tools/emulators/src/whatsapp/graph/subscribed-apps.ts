import type { RequestHandler } from 'express';
import type { World } from '../world.ts';
import { unknownObject } from './graph-error.ts';

/** `POST /{waba-id}/subscribed_apps`: webhooks flow anyway, so this only checks that the account exists. */
export function postSubscribedApps(world: World): RequestHandler<{ wabaId: string }> {
  return (request, response) => {
    requireAccount(world, request.params.wabaId);
    response.json({ success: true });
  };
}

export function getSubscribedApps(world: World): RequestHandler<{ wabaId: string }> {
  return (request, response) => {
    requireAccount(world, request.params.wabaId);
    response.json({ data: [{ whatsapp_business_api_data: { id: '1', name: 'emulated app', link: world.baseUrl } }] });
  };
}

function requireAccount(world: World, wabaId: string): void {
  if (world.numbers.ofAccount(wabaId).length === 0) throw unknownObject(wabaId);
}
