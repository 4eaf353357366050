import { element } from './element.js';

/**
 * WhatsApp's text formatting as elements: *bold*, _italic_, ~strike~, `code`, ``` blocks, lists, quotes and links.
 * Markers count only at word borders and when they hug their text, as on the phone.
 */
export function renderMarkup(text) {
  const fragment = document.createDocumentFragment();
  text.split(/```/).forEach((part, index, parts) => {
    const isClosedBlock = index % 2 === 1 && index < parts.length - 1;
    if (isClosedBlock) fragment.append(element('pre', {}, part.replace(/^\n|\n$/g, '')));
    else fragment.append(...renderLines(index % 2 === 1 ? `\`\`\`${part}` : part));
  });
  return fragment;
}

const lineKinds = [
  { name: 'ul', pattern: /^\s*[-*•] (.*)$/ },
  { name: 'ol', pattern: /^\s*(\d+)\. (.*)$/ },
  { name: 'blockquote', pattern: /^> ?(.*)$/ },
];

/** Lines of the same kind form one block; empty lines end it. */
function renderLines(text) {
  const blocks = [];
  let open;
  for (const line of text.split('\n')) {
    const { name, content, number } = classify(line);
    if (name === 'p' && content.trim() === '') {
      open = undefined;
      continue;
    }
    if (open?.localName !== name) {
      open = element(name, name === 'ol' ? { start: number } : {});
      blocks.push(open);
    } else if (name === 'p' || name === 'blockquote') {
      open.append(element('br'));
    }
    const inline = renderInline(content);
    open.append(...(name === 'ul' || name === 'ol' ? [element('li', {}, ...inline)] : inline));
  }
  return blocks;
}

function classify(line) {
  for (const { name, pattern } of lineKinds) {
    const match = pattern.exec(line);
    if (match !== null) return { name, content: match.at(-1), number: match[1] };
  }
  return { name: 'p', content: line };
}

const inlineKinds = [
  { pattern: /`([^`\n]+)`/, make: (match) => element('code', {}, match[1]) },
  { pattern: /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]*_~]/, make: (match) => link(match[0]) },
  {
    pattern: /(?<![\p{L}\p{N}])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\p{L}\p{N}])/u,
    make: (match) => element('strong', {}, ...renderInline(match[1])),
  },
  {
    pattern: /(?<![\p{L}\p{N}])_([^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}])/u,
    make: (match) => element('em', {}, ...renderInline(match[1])),
  },
  { pattern: /(?<![\p{L}\p{N}])~([^\s~](?:[^~]*[^\s~])?)~(?![\p{L}\p{N}])/u, make: (match) => element('s', {}, ...renderInline(match[1])) },
];

function link(href) {
  return element('a', { href, rel: 'noreferrer noopener', target: '_blank' }, href);
}

/** The marker that starts first wins; code and links come first in the list because nothing inside them is formatted. */
function renderInline(text) {
  let first;
  for (const { pattern, make } of inlineKinds) {
    const match = pattern.exec(text);
    if (match !== null && (first === undefined || match.index < first.match.index)) first = { match, make };
  }
  if (first === undefined) return text === '' ? [] : [text];
  const { match, make } = first;
  return [
    ...(match.index > 0 ? [text.slice(0, match.index)] : []),
    make(match),
    ...renderInline(text.slice(match.index + match[0].length)),
  ];
}
