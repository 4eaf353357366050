import { fileURLToPath } from 'node:url';

/**
 * Where pdf.js finds the character maps of Chinese, Japanese and Korean fonts that a pdf names without bringing them. They come with
 * its package; a bundle without node_modules does without them.
 */
export function characterMapsFolder(): { readonly cMapUrl?: string; readonly cMapPacked?: boolean } {
  try {
    return { cMapUrl: fileURLToPath(new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json'))), cMapPacked: true };
  } catch {
    return {};
  }
}
