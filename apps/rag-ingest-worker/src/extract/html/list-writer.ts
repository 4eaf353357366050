/** A list with the lists inside it; items of ordered ones begin with their number. */
export interface ListWriter {
  /** `firstNumber` is null for a list without numbers. */
  open(firstNumber: number | null): void;
  /** True when it was the outermost. */
  close(): boolean;
  openItem(): void;
  isInItem(): boolean;
  /** Adds to the items: the first text of an item with its number, a later one (after a nested list) without. */
  write(text: string): void;
  items(): string[];
}

export function createListWriter(): ListWriter {
  const open: { nextNumber: number | null; marker: string; hasItem: boolean }[] = [];
  const items: string[] = [];
  return {
    open(firstNumber) {
      open.push({ nextNumber: firstNumber, marker: '', hasItem: false });
    },
    close() {
      open.pop();
      return open.length === 0;
    },
    openItem() {
      const list = open.at(-1);
      if (list === undefined) return;
      list.hasItem = true;
      list.marker = list.nextNumber === null ? '' : `${list.nextNumber}. `;
      if (list.nextNumber !== null) list.nextNumber += 1;
    },
    isInItem: () => open.at(-1)?.hasItem ?? false,
    write(text) {
      const depth = Math.min(open.length - 1, maxDepth);
      const list = open.at(-1);
      items.push(`${'  '.repeat(depth)}${list?.marker ?? ''}${text}`);
      if (list !== undefined) list.marker = '';
    },
    items: () => items,
  };
}

/** Deeper items are shown at this depth: 100,000 lists in each other would else be gigabytes of blanks. */
const maxDepth = 12;
