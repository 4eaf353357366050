import { element } from './element.js';

const names = ['dialog', 'form', 'number', 'name', 'phone', 'hidden', 'cancel'];
const parts = Object.fromEntries(names.map((name) => [name, document.getElementById(`new-${name}`)]));

/** Asks who the person is and whom to write to. `onStart` gets `{phoneNumberId, name, phone?, bsuid?}`. */
export function openNewConversation(numbers, onStart) {
  parts.number.replaceChildren(
    ...numbers.map(({ phoneNumberId, verifiedName, displayPhoneNumber }) =>
      element(
        'option',
        { value: phoneNumberId },
        verifiedName === displayPhoneNumber ? displayPhoneNumber : `${verifiedName} (${displayPhoneNumber})`,
      ),
    ),
  );
  parts.form.onsubmit = () => onStart(readForm());
  parts.cancel.onclick = () => parts.dialog.close();
  parts.dialog.showModal();
}

/** Without a phone number typed in, a random one that nobody has; a person who hides it has a BSUID instead. */
function readForm() {
  const random = String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, '0');
  const typed = parts.phone.value.replace(/\D/g, '');
  const address = parts.hidden.checked ? { bsuid: `FR.${random}${Date.now()}` } : { phone: typed || `3399${random.slice(-7)}` };
  return { phoneNumberId: parts.number.value, name: parts.name.value.trim(), ...address };
}
