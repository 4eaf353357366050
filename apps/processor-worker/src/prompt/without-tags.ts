/** Data cannot close or open a section of an instruction. */
export const withoutTags = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
