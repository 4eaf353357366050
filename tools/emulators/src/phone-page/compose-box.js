const at = (id) => document.getElementById(id);
const [form, text, file, failure] = [at('compose'), at('text'), at('file'), at('failure')];
const [attachment, attachmentName, attachmentRemove] = [at('attachment'), at('attachment-name'), at('attachment-remove')];

/** Wires the compose box; `onSend` gets the fields of a `receive` action: `{type, text}` or `{type, media}`. */
export function wireComposeBox(onSend) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [words, chosen] = [text.value.trim(), file.files[0]];
    if (words === '' && chosen === undefined) return;
    clear(); // before anything is awaited: what the person adds meanwhile belongs to the next message
    try {
      await onSend(await toMessage(words, chosen));
      failure.textContent = '';
    } catch (error) {
      failure.textContent = error.message;
      text.value ||= words;
    }
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  file.addEventListener('change', showAttachment);
  attachmentRemove.addEventListener('click', () => {
    file.value = '';
    showAttachment();
  });
}

export function focusComposeBox() {
  text.focus();
}

async function toMessage(words, chosen) {
  if (chosen === undefined) return { type: 'text', text: words };
  const mimeType = chosen.type || 'application/octet-stream';
  const type =
    mimeType === 'image/webp' ? 'sticker' : (['image', 'audio', 'video'].find((kind) => mimeType.startsWith(`${kind}/`)) ?? 'document');
  const caption = words === '' || type === 'audio' || type === 'sticker' ? undefined : words;
  return { type, media: { mimeType, base64: await toBase64(chosen), filename: chosen.name, caption } };
}

function toBase64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

function clear() {
  text.value = '';
  file.value = '';
  showAttachment();
}

function showAttachment() {
  attachmentName.textContent = file.files[0]?.name ?? '';
  attachment.hidden = file.files.length === 0;
}
