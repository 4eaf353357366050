import type { MessageContent } from '@sylion/schemas';

/** The words a person wrote themselves: a text, a caption, a tapped choice; '' where there are none. */
export function textOf(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return content.caption ?? '';
    case 'choice':
      return content.title;
    case 'order':
      return content.text ?? '';
    default:
      return '';
  }
}

/** What a message says, for a search: the person's words, and those of a choice that we wrote and they tapped. */
export const wordsOf = (content: MessageContent): string => (content.kind === 'choice' ? describeMessage(content) : textOf(content));

/** A message in words for the model, whatever its kind: what cannot be shown is named in brackets. */
export function describeMessage(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'choice':
      return content.description ? `${content.title} (${content.description})` : content.title;
    case 'location':
      return `[location: ${[content.name, content.address, `${content.latitude}, ${content.longitude}`].filter(Boolean).join(', ')}]`;
    case 'contacts':
      return `[contact: ${content.contacts.map(({ name, phones }) => [name, ...phones].filter(Boolean).join(' ')).join('; ')}]`;
    case 'order':
      return `[order: ${content.items.map(({ productId, quantity }) => `${quantity} × ${productId}`).join(', ')}] ${content.text ?? ''}`.trim();
    case 'form':
      return `[form ${content.name ?? ''}: ${content.body ?? JSON.stringify(content.response)}]`;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker': {
      const name =
        content.kind === 'document' && content.media?.filename
          ? `document "${content.media.filename}"`
          : content.media?.isVoice
            ? 'voice note'
            : content.kind;
      return content.caption ? `[${name}] ${content.caption}` : `[${name}]`;
    }
    case 'template':
      return content.text ?? `[template ${content.name}]`;
    default:
      return `[${content.kind}]`;
  }
}
