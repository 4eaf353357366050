/** Makes an element; text only ever becomes a text node, so nothing that a message contains can become markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick') made.addEventListener('click', value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A picture of ticks: one for sent, two for delivered and read. */
export function ticks(status) {
  const namespace = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  const isDouble = status !== 'sent';
  picture.setAttribute('viewBox', '0 0 18 12');
  picture.setAttribute('class', `ticks${status === 'read' ? ' is-read' : ''}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', status);
  path.setAttribute('d', isDouble ? 'M1 6.5l3.5 3.5L12 2M8 9l1 1L16.5 2' : 'M4 6.5l3.5 3.5L15 2');
  picture.append(path);
  return picture;
}
