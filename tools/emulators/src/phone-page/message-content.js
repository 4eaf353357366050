import { element } from './element.js';
import { renderMarkup } from './whatsapp-markup.js';

/** What is inside a bubble: media, words, and what an interactive message adds around them. */
export function renderContent(entry) {
  const content = contentOf(entry);
  const render = renderers[entry.type] ?? renderOther;
  return render(content, entry).filter((child) => child !== undefined);
}

/** The object that Graph names after the type of the message. */
export function contentOf(entry) {
  return (entry.request ?? entry.message)[entry.type] ?? {};
}

const renderers = {
  text: (content) => [renderMarkup(content.body)],
  image: (content) => [renderImage(content), renderCaption(content)],
  sticker: (content) => [renderImage(content)],
  audio: (content) => [renderSound(content)],
  video: (content) => [renderLink(content, 'Video'), renderCaption(content)],
  document: (content) => [renderLink(content, content.filename ?? 'Document'), renderCaption(content)],
  location: (content) => [element('p', {}, `Location: ${content.name ?? `${content.latitude}, ${content.longitude}`}`)],
  template: (content) => [
    element('p', { class: 'note' }, `Template ${content.name} (${content.language.code})`),
    ...templateTexts(content),
  ],
  button: (content) => [renderMarkup(content.text ?? '')],
  interactive: renderInteractive,
};

function renderImage(content) {
  if (content.id === undefined) return renderLink(content, 'Picture');
  return element('img', { src: `/_media/${content.id}`, alt: content.caption ?? 'Picture' });
}

function renderSound(content) {
  if (content.id === undefined) return renderLink(content, 'Voice message');
  return element('audio', { controls: true, preload: 'none', src: `/_media/${content.id}`, 'aria-label': 'Voice message' });
}

function renderLink(content, label) {
  const href = content.id === undefined ? content.link : `/_media/${content.id}`;
  return element('p', {}, element('a', { href, target: '_blank', rel: 'noreferrer noopener' }, label));
}

function renderCaption(content) {
  return content.caption === undefined ? undefined : renderMarkup(content.caption);
}

function renderInteractive(content) {
  const reply = content.button_reply ?? content.list_reply;
  if (reply !== undefined) return [renderMarkup(reply.title)];
  return [
    content.header?.text === undefined ? undefined : element('p', { class: 'heading' }, content.header.text),
    renderMarkup(content.body?.text ?? ''),
    content.footer?.text === undefined ? undefined : element('p', { class: 'footer' }, content.footer.text),
  ];
}

function templateTexts(content) {
  const texts = (content.components ?? []).flatMap((component) => component.parameters ?? []).map((parameter) => parameter.text);
  return texts.filter(Boolean).map((text) => element('p', {}, text));
}

function renderOther(_content, entry) {
  return [element('p', { class: 'note' }, `A message of the type ${entry.type}`)];
}
