import { GraphError } from '../graph/graph-error.ts';
import { listAt, objectAt, stringAt, type JsonObject } from '../read-json.ts';
import { checkInteractive } from './check-interactive.ts';
import { checkMediaContent } from './check-media-content.ts';
import { countCodePoints } from './count-code-points.ts';
import { requireText } from './require-text.ts';

type HasMedia = (id: string) => boolean;
type Check = (content: JsonObject, hasMedia: HasMedia) => void;

const checks: Readonly<Record<string, Check>> = {
  text: (content) => void requireText(content, 'body', "text['body']", 4096),
  image: (content, hasMedia) => checkMediaContent('image', content, hasMedia),
  video: (content, hasMedia) => checkMediaContent('video', content, hasMedia),
  document: (content, hasMedia) => checkMediaContent('document', content, hasMedia),
  audio: (content, hasMedia) => checkMediaContent('audio', content, hasMedia),
  sticker: (content, hasMedia) => checkMediaContent('sticker', content, hasMedia),
  interactive: checkInteractive,
  template: checkTemplate,
  reaction: checkReaction,
  location: checkLocation,
};

/**
 * Whether Meta would take this message's content; recipients, window and limits are checked elsewhere.
 * @returns the message type
 * Throws GraphError 100, 131008, 131009 or 131051.
 */
export function checkMessage(request: JsonObject, hasMedia: HasMedia): string {
  const type = request.type ?? 'text';
  const check = typeof type === 'string' ? checks[type] : undefined;
  if (check === undefined) throw new GraphError(131051, `The message type ${String(type)} is not supported.`);
  if ((request.recipient_type ?? 'individual') !== 'individual') throw new GraphError(131009, 'Only individual recipients are supported.');
  const content = objectAt(request, String(type));
  if (content === undefined) throw new GraphError(131008, `The parameter ${String(type)} is required.`);
  check(content, hasMedia);
  checkContext(request);
  const opaque = request.biz_opaque_callback_data;
  if (opaque !== undefined && (typeof opaque !== 'string' || countCodePoints(opaque) > 512)) {
    throw new GraphError(131009, 'The parameter biz_opaque_callback_data must be at most 512 characters long.');
  }
  return String(type);
}

function checkContext(request: JsonObject): void {
  if (request.context === undefined) return;
  if (request.type === 'reaction') throw new GraphError(131009, 'A reaction cannot have a context.');
  if (!stringAt(objectAt(request, 'context'), 'message_id'))
    throw new GraphError(131009, "The parameter context['message_id'] is required.");
}

function checkTemplate(content: JsonObject): void {
  requireText(content, 'name', "template['name']", 512);
  requireText(objectAt(content, 'language'), 'code', "template['language']['code']", 16);
  if (content.components !== undefined && listAt(content, 'components') === undefined) {
    throw new GraphError(131009, "The parameter template['components'] must be a list.");
  }
}

/** An empty emoji takes the reaction back. */
function checkReaction(content: JsonObject): void {
  requireText(content, 'message_id', "reaction['message_id']", 512);
  if (stringAt(content, 'emoji') === undefined) throw new GraphError(131008, "The parameter reaction['emoji'] is required.");
}

function checkLocation(content: JsonObject): void {
  const isOnEarth = (value: unknown, limit: number) => Math.abs(Number(value ?? NaN)) <= limit;
  if (isOnEarth(content.latitude, 90) && isOnEarth(content.longitude, 180)) return;
  throw new GraphError(131009, 'The parameters latitude and longitude are required.');
}
