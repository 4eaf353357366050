import type { Content, Part } from './vertex-messages.ts';

/** The parts the model has not answered yet: those of the trailing consecutive `user` contents, in order. */
export function newUserParts(contents: Content[]): Part[] {
  const lastAnswered = contents.findLastIndex((content) => content.role !== 'user' && content.role !== '');
  return contents.slice(lastAnswered + 1).flatMap((content) => content.parts);
}

/** The new user messages verbatim, one per line; media stand as their type: `[image/jpeg]`. */
export function echoUserParts(parts: Part[]): string {
  return parts.map((part) => part.text ?? `[${part.fileData?.mimeType ?? part.inlineData?.mimeType ?? 'unknown'}]`).join('\n');
}
