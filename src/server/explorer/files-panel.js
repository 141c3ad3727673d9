/** The Files panel: a card for each place in the current operation that takes a file. Plain DOM; GraphiQL only holds it. */
import { element, icon, icons } from './element.js';
import { createUploadCard } from './upload-card.js';

/** @import { CurrentOperation } from './current-operation.js' */
/** @import { FileShelf } from './file-shelf.js' */
/** @import { RunStatus } from './run-status.js' */
/** @import { Sample } from './samples.js' */
/** @import { UploadCard } from './upload-card.js' */
/** @import { Slot } from './upload-slots.js' */

/**
 * @typedef {object} FilesPanel
 * @property {HTMLElement} element
 * @property {() => void} update after the operation or the files have changed
 * @property {(samples: readonly Sample[]) => void} setSamples
 * @property {(missing: readonly Slot[]) => void} markMissing
 */

/**
 * @param {{ operation: CurrentOperation, shelf: FileShelf, status: RunStatus }} options
 * @returns {FilesPanel}
 */
export function createFilesPanel({ operation, shelf, status }) {
  /** @type {Map<string, UploadCard>} */
  const cards = new Map();
  /** @type {ReadonlySet<string>} */
  let missing = new Set();
  /** @type {readonly Sample[]} */
  let samples = [];

  const summary = element('p', { class: 'files-summary' });
  const list = element('div', { class: 'files-list' });
  const root = element(
    'div',
    { class: 'files-panel', role: 'region', 'aria-label': 'Files' },
    element('div', { class: 'files-head' }, element('div', { class: 'files-title' }, 'Files'), summary, status.element),
    list,
  );

  /** @param {string} key */
  function cardOf(key) {
    const card = cards.get(key) ?? createUploadCard({ slotKey: key, shelf, samples });
    cards.set(key, card);
    return card;
  }

  function update() {
    const { slots, lists } = operation.findSlots();
    const filled = shelf.keys();
    missing = new Set([...missing].filter((key) => !filled.has(key)));
    summary.textContent = summarise(operation.operation()?.name ?? null, slots.length);
    const children = slots.map((slot) => {
      const card = cardOf(slot.key);
      card.update(slot, missing.has(slot.key));
      return card.element;
    });
    const adders = lists.map(({ key }) =>
      element(
        'button',
        { type: 'button', class: 'explorer-button', onclick: () => operation.lengthen(key) },
        icon(icons.add),
        `One more in $${key}`,
      ),
    );
    place([...children, ...adders]);
  }

  /**
   * Moves nothing that already stands where it belongs: a moved element loses the focus.
   * @param {HTMLElement[]} children
   */
  function place(children) {
    for (const old of [...list.children]) if (!children.some((child) => child === old)) old.remove();
    for (const [at, child] of children.entries()) {
      if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null);
    }
  }

  /** @param {readonly File[]} files */
  function putIntoEmpty(files) {
    const { slots } = operation.findSlots();
    const empty = slots.filter(({ key }) => shelf.get(key) === null);
    for (const [at, file] of files.entries()) {
      const slot = empty[at];
      if (slot !== undefined) shelf.put(slot.key, file);
    }
  }

  // A file dropped beside a card must not replace the page; with room in a card it goes there.
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    if (event.target instanceof Node && root.contains(event.target)) putIntoEmpty(files);
  });
  // Into the card that has the focus, else into the first that is empty. Pasted text is left to the editors.
  addEventListener(
    'paste',
    (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const [first] = files;
      if (first === undefined || !root.isConnected) return;
      const focused = document.activeElement?.closest('.upload-card')?.getAttribute('data-slot');
      if (typeof focused === 'string') shelf.put(focused, first);
      else putIntoEmpty(files);
      event.preventDefault();
    },
    { capture: true },
  );

  return {
    element: root,
    update,
    setSamples(next) {
      samples = next;
      cards.clear();
      update();
    },
    markMissing(slots) {
      missing = new Set(slots.map(({ key }) => key));
      update();
      const first = slots[0];
      if (first !== undefined) cards.get(first.key)?.element.scrollIntoView({ block: 'nearest' });
    },
  };
}

/**
 * @param {string | null} name
 * @param {number} count
 * @returns {string}
 */
function summarise(name, count) {
  const operation = name ?? 'this operation';
  if (count === 0) return `${operation} takes no files.`;
  return `${count === 1 ? 'One file' : `${count} files`} for ${operation}, sent when you run it.`;
}
