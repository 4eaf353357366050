import type { Asked } from '../turn/turn.ts';
import { rules } from './system-instruction.ts';

/** As many letters in a row of our own rules are no coincidence. */
const echoLetters = 48;
const blockLetters = 24;
const leastBlocks = 10;
/** Business instructions hold facts that are there to be told: only nearly all of them at once are an echo. */
const mostTold = 0.8;

const sectionTags = /<\/?(?:business_instructions|passages?|earlier_conversation|person_name)\b/i;

/**
 * Whether an answer recites what the model was told: our rules, the tags of our sections, or nearly all of the business instructions.
 * Letters alone are compared, whatever the spacing and the marks between them. A translation or a paraphrase is not seen: instructions
 * are no place for secrets.
 */
export function echoesInstructions(text: string, { settings, inbox }: Pick<Asked, 'settings' | 'inbox'>): boolean {
  if (sectionTags.test(text)) return true;
  const told = lettersOf(text);
  const own = lettersOf(rules({ tenantName: inbox.tenantName, locale: null, unknownText: null, namesSources: true, offersHandOff: true }));
  for (let at = 0; at + echoLetters <= own.length; at += 1) if (told.includes(own.slice(at, at + echoLetters))) return true;
  const blocks = blocksOf(lettersOf(settings.instructions));
  return blocks.length >= leastBlocks && blocks.filter((block) => told.includes(block)).length >= mostTold * blocks.length;
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const blocksOf = (letters: string): string[] =>
  Array.from({ length: Math.floor(letters.length / blockLetters) }, (_, index) =>
    letters.slice(index * blockLetters, (index + 1) * blockLetters),
  );
