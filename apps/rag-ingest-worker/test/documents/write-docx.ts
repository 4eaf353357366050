import type { Buffer } from 'node:buffer';

import { Document, Packer, type FileChild } from 'docx';

/** A docx as a word processor writes it. */
export const writeDocx = (children: readonly FileChild[]): Promise<Buffer> => Packer.toBuffer(new Document({ sections: [{ children }] }));
