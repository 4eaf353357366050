import fs from 'node:fs';
import path from 'node:path';

import { DockerfileParser } from 'dockerfile-ast';

import { repositoryRoot } from '@sylion/launch/embedded';

/** One instruction of docker/Dockerfile, without its flags: `{ keyword: 'COPY', words: '/a ./', from: 'build' }`. */
export interface Instruction {
  readonly keyword: string;
  /** On one line. */
  readonly words: string;
  /** The stage that COPY takes files from. */
  readonly from?: string;
}

/** One image of the several that a Dockerfile makes; the last one is what a build without --target ships. */
export interface Stage {
  readonly name: string;
  /** Another stage, or an image from elsewhere. */
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of docker/Dockerfile, in order; the last has no name there and is called `final` here. */
export function readDockerfile(): Stage[] {
  const dockerfile = DockerfileParser.parse(fs.readFileSync(path.join(repositoryRoot, 'docker/Dockerfile'), 'utf8'));
  const stages = dockerfile
    .getFROMs()
    .map((from) => ({ name: from.getBuildStage() ?? 'final', base: from.getImage() ?? '', instructions: [] as Instruction[] }));
  let stage = -1;
  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') stage += 1;
    else if (stage >= 0) stages[stage]?.instructions.push(toInstruction(keyword, instruction));
  }
  return stages;
}

/** The stages that the last one is made of, itself among them, in order. */
export function stagesOfDefaultImage(stages: readonly Stage[]): Stage[] {
  const needed = new Set<string>();
  for (const { name, base, instructions } of [...stages].reverse())
    if (needed.size === 0 || needed.has(name))
      [name, base, ...instructions.flatMap(({ from }) => from ?? [])].forEach((each) => needed.add(each));
  return stages.filter(({ name }) => needed.has(name));
}

function toInstruction(keyword: string, instruction: { getArgumentsContent(): string | null; getTextContent(): string }): Instruction {
  const words = (instruction.getArgumentsContent() ?? '').replace(/\\\n\s*/g, ' ');
  const from = keyword === 'COPY' ? /--from=(\S+)/.exec(instruction.getTextContent())?.[1] : undefined;
  return { keyword, words, ...(from && { from }) };
}
