import type { Tool } from '@sylion/vertex-client';

/** How the model passes a conversation to a person: a call, never a magic word in its text. */
export const handOffTool: Tool = {
  name: 'hand_off_to_human',
  description:
    'Passes this conversation to a human colleague. Call it when the person asks for a human, is upset, or needs something you cannot do. Do not announce a hand-over without calling it.',
  parameters: {
    type: 'object',
    properties: { reason: { type: 'string', description: 'Why a human is needed, in one short sentence.' } },
    required: ['reason'],
  },
};

const tools: ReadonlyMap<string, Tool> = new Map([[handOffTool.name, handOffTool]]);

/** The tools on an assistant's allow-list; a name we do not know is no tool. */
export const allowedTools = (names: readonly string[]): Tool[] => names.map((name) => tools.get(name)).filter((tool) => tool !== undefined);
