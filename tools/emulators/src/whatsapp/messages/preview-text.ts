import { objectAt, stringAt, type JsonObject } from '../read-json.ts';

/** What a person would read of a message, inbound or outbound; undefined when it has no words. */
export function previewText(type: string, message: JsonObject): string | undefined {
  const content = objectAt(message, type);
  if (type === 'text') return stringAt(content, 'body');
  if (type === 'reaction') return stringAt(content, 'emoji');
  if (type === 'template' || type === 'location') return stringAt(content, 'name');
  if (type === 'button') return stringAt(content, 'text');
  if (type === 'interactive') {
    const reply = objectAt(content, 'button_reply') ?? objectAt(content, 'list_reply');
    return stringAt(reply, 'title') ?? stringAt(objectAt(content, 'body'), 'text');
  }
  return stringAt(content, 'caption') ?? stringAt(content, 'filename');
}
