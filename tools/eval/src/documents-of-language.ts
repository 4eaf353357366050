/**
 * Which files of a documents folder belong into the knowledge base of a language: those in the subfolder of its name, or all of them
 * when there is no such subfolder.
 *
 * @param paths relative to the folder, with `/`
 */
export function documentsOfLanguage(paths: readonly string[], language: string): readonly string[] {
  const own = paths.filter((path) => path.startsWith(`${language}/`));
  return own.length > 0 ? own : paths;
}
