import { isJsonObject, listAt, stringAt, type JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { requireString } from './require-number.ts';

/** Registers a message template of an account, or replaces the one of the same name and language. */
export function registerTemplate(world: World, body: JsonObject): JsonObject {
  const { id } = world.templates.register(requireString(body, 'wabaId'), {
    name: requireString(body, 'name'),
    language: requireString(body, 'language'),
    category: stringAt(body, 'category') ?? 'UTILITY',
    status: stringAt(body, 'status') ?? 'APPROVED',
    components: (listAt(body, 'components') ?? []).filter(isJsonObject),
  });
  return { id };
}

export function removeTemplate(world: World, body: JsonObject): JsonObject {
  world.templates.remove(requireString(body, 'wabaId'), requireString(body, 'name'));
  return { success: true };
}
