/**
 * Shows these items, leaving every element alone that would look the same: focus, a playing voice note and loaded pictures survive.
 * Items whose listeners differ must differ in an attribute.
 */
export function updateList(list, items) {
  items.forEach((item, index) => {
    const shown = list.children[index];
    if (shown === undefined) list.append(item);
    else if (!shown.isEqualNode(item)) shown.replaceWith(item);
  });
  while (list.children.length > items.length) list.lastElementChild.remove();
}
