/** A row of sample images under a card: one click puts one into the variable. The rest is a click further. */
import { element } from './element.js';
import { captionOf, fetchSample, groupSamples, urlOf } from './samples.js';

/** @import { Sample } from './samples.js' */

/** One row of a panel of ordinary width. */
const shownAtFirst = 4;

/**
 * @param {{ slotKey: string, samples: readonly Sample[], onPick: (file: File) => void }} options
 * @returns {HTMLElement}
 */
export function createSamplePicker({ slotKey, samples, onPick }) {
  const groups = groupSamples(slotKey, samples);
  const count = groups.reduce((sum, group) => sum + group.samples.length, 0);
  const first = groups[0]?.samples.slice(0, shownAtFirst) ?? [];
  const row = createList(`Samples for $${slotKey}`, first);
  const root = element('div', { class: 'sample-picker', hidden: count === 0 }, row);
  if (count <= first.length) return root;

  const all = element('div', { class: 'samples-all', id: `samples-${slotKey}`, hidden: true });
  const toggle = element('button', { type: 'button', class: 'samples-toggle', 'aria-controls': all.id });
  const showMore = (/** @type {boolean} */ isOpen) => {
    // Made when they are first looked at: sixty pictures are not for everyone.
    if (isOpen && all.childElementCount === 0) {
      for (const group of groups) all.append(element('h4', {}, group.title), createList(group.title, group.samples));
    }
    row.hidden = isOpen;
    all.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.textContent = isOpen ? 'Fewer samples' : `All ${count} samples`;
  };
  toggle.addEventListener('click', () => showMore(all.hidden !== false));
  showMore(false);
  root.append(all, toggle);
  return root;

  /**
   * @param {string} label
   * @param {readonly Sample[]} shown
   */
  function createList(label, shown) {
    return element('ul', { class: 'samples', 'aria-label': label }, ...shown.map(createItem));
  }

  /** @param {Sample} sample */
  function createItem(sample) {
    const caption = captionOf(sample);
    const button = element(
      'button',
      { type: 'button', title: sample.name, 'aria-label': `Use the sample ${sample.name} for $${slotKey}` },
      element('img', { src: urlOf(sample), alt: '', loading: 'lazy' }),
      element('span', {}, caption),
    );
    button.addEventListener('click', async () => onPick(await fetchSample(sample)));
    return element('li', {}, button);
  }
}
