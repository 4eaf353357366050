import type { RequestHandler } from 'express';
import type { MessageTemplate } from '../state/message-templates.ts';
import type { World } from '../world.ts';
import { requireAccount } from './subscribed-apps.ts';

/** `GET /{waba-id}/message_templates?fields=&limit=&after=`: one page of the account's templates; `next` only where there is one. */
export function getMessageTemplates(world: World): RequestHandler<{ wabaId: string }> {
  return (request, response) => {
    const { wabaId } = request.params;
    requireAccount(world, wabaId);
    const { limit, after, fields } = request.query;
    const start = typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) : 0;
    const end = start + Math.min(Number(limit ?? 25), 100);
    const all = world.templates.of(wabaId);
    const cursor = (place: number): string => Buffer.from(String(place)).toString('base64url');
    const next = new URL(request.originalUrl, world.baseUrl);
    next.searchParams.set('after', cursor(end));
    response.json({
      data: all.slice(start, end).map((template) => pick(template, typeof fields === 'string' ? fields.split(',') : undefined)),
      paging: { cursors: { before: cursor(start), after: cursor(end) }, ...(end < all.length ? { next: next.href } : {}) },
    });
  };
}

const pick = (template: MessageTemplate, fields: readonly string[] | undefined): object =>
  Object.fromEntries(Object.entries(template).filter(([name]) => name === 'id' || fields === undefined || fields.includes(name)));
