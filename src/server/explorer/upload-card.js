/** One card of the Files panel: one place that takes a file, with everything that can put one there. */
import { takePhoto } from './camera.js';
import { element, icon, icons } from './element.js';
import { createSamplePicker } from './sample-picker.js';
import { formatBytes } from './sizes.js';

/** @import { Sample } from './samples.js' */
/** @import { FileShelf } from './file-shelf.js' */
/** @import { Slot } from './upload-slots.js' */

/**
 * @typedef {object} UploadCard
 * @property {HTMLElement} element
 * @property {(slot: Slot, isMissing: boolean) => void} update
 */

/**
 * @param {{ slotKey: string, shelf: FileShelf, samples: readonly Sample[] }} options
 * @returns {UploadCard}
 */
export function createUploadCard({ slotKey, shelf, samples }) {
  const variable = `$${slotKey}`;
  const titleId = `upload-${slotKey}`;
  const badge = element('span', { class: 'upload-badge' });
  const picture = element('div', { class: 'upload-picture' });
  const facts = element('div', { class: 'upload-facts' });
  const problem = element('p', { class: 'upload-problem', id: `${titleId}-problem`, hidden: true });

  const input = element('input', {
    type: 'file',
    accept: 'image/*',
    'aria-label': `File for ${variable}`,
    onchange: () => {
      putAll(input.files);
      // So that choosing the same file again is a change again.
      input.value = '';
    },
  });
  const chooseText = element('span', {}, 'Choose file');
  const choose = element('label', { class: 'explorer-button' }, icon(icons.folder), chooseText, input);
  const camera = element(
    'button',
    { type: 'button', class: 'explorer-button', 'aria-label': `Take a photo for ${variable}`, onclick: photograph },
    icon(icons.camera),
    'Camera',
  );
  const remove = element(
    'button',
    { type: 'button', class: 'upload-remove', title: 'Remove', 'aria-label': `Remove the file of ${variable}` },
    icon(icons.remove),
  );
  remove.addEventListener('click', removeFile);

  const picker = createSamplePicker({ slotKey, samples, onPick: (file) => shelf.put(slotKey, file) });
  const drop = element(
    'div',
    { class: 'upload-drop' },
    picture,
    facts,
    element('div', { class: 'upload-actions' }, choose, camera),
    remove,
  );
  const root = element(
    'section',
    { class: 'upload-card', 'aria-labelledby': titleId, 'data-slot': slotKey },
    element('header', {}, element('h3', { id: titleId }, variable), badge),
    drop,
    problem,
    picker,
  );

  root.addEventListener('dragover', (event) => {
    event.preventDefault();
    root.classList.add('is-over');
  });
  root.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) root.classList.remove('is-over');
  });
  root.addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    root.classList.remove('is-over');
    putAll(event.dataTransfer?.files ?? null);
  });

  /** @param {FileList | null} files */
  function putAll(files) {
    const file = files?.[0];
    if (file !== undefined) shelf.put(slotKey, file);
  }

  async function photograph() {
    const isSelfie = /selfie|face/i.test(slotKey);
    const photo = await takePhoto(root, { name: `${slotKey.replaceAll('.', '-')}-photo.jpg`, isSelfie });
    if (photo !== null) shelf.put(slotKey, photo);
    camera.focus();
  }

  function removeFile() {
    shelf.remove(slotKey);
    // The button goes with the file; without this the keyboard would be nowhere.
    input.focus();
  }

  /** @type {string | null} */
  let shown = null;

  return {
    element: root,
    update({ isRequired }, isMissing) {
      const chosen = shelf.get(slotKey);
      badge.textContent = isRequired ? 'required' : 'optional';
      root.classList.toggle('has-file', chosen !== null);
      root.classList.toggle('is-missing', isMissing);
      problem.hidden = !isMissing;
      problem.textContent = isMissing ? `Choose a file for ${variable}, then run again.` : '';
      chooseText.textContent = chosen === null ? 'Choose file' : 'Replace';
      remove.hidden = chosen === null;
      input.setAttribute('aria-describedby', problem.id);
      if (chosen !== null && chosen.url === shown) return;
      shown = chosen?.url ?? null;
      if (chosen === null) {
        picture.replaceChildren(icon(icons.image));
        facts.replaceChildren(element('p', { class: 'upload-hint' }, 'Drop or paste an image here, or'));
      } else showFile(chosen.file, chosen.url);
    },
  };

  /**
   * @param {File} file
   * @param {string} url
   */
  function showFile(file, url) {
    const details = element('p', { class: 'upload-details' }, describe(file));
    const image = element('img', { src: url, alt: `Preview of ${file.name}` });
    // The size in pixels stays in one line.
    image.addEventListener('load', () => {
      details.textContent = `${describe(file)} · ${image.naturalWidth}\u00a0×\u00a0${image.naturalHeight}`;
    });
    // Not every browser can show every format (HEIC); the gateway judges the bytes, not the preview.
    image.addEventListener('error', () => picture.replaceChildren(icon(icons.image)));
    picture.replaceChildren(image);
    facts.replaceChildren(element('p', { class: 'upload-name', title: file.name }, file.name), details);
  }
}

/** @param {File} file */
function describe(file) {
  const kind = /^image\/(.+)$/.exec(file.type)?.[1]?.toUpperCase() ?? file.type;
  return kind === '' ? formatBytes(file.size) : `${formatBytes(file.size)} · ${kind}`;
}
