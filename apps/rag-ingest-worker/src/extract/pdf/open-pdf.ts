import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded beside it, pdf.js works in this process instead of looking for the file of its worker.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

import { Refusal } from '../refusal.ts';
import { characterMapsFolder } from './character-maps-folder.ts';

export type OpenPdf = Awaited<ReturnType<typeof getDocument>['promise']>;

/**
 * Opens a pdf for reading its text only: no fonts, no images, no scripts, no network.
 * @throws {Refusal} `encrypted` when it needs a password, `corrupt` when it cannot be opened.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      stopAtErrors: false,
      enableXfa: false,
      ...characterMapsFolder(),
    }).promise;
  } catch (error) {
    throw new Refusal(error instanceof PasswordException ? 'encrypted' : 'corrupt');
  }
}
