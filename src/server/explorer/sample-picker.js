/** A row of sample images under a card: one click puts one into the variable. */
import { element } from './element.js';
import { captionOf, fetchSample, samplesFor, urlOf } from './samples.js';

/** @import { Sample } from './samples.js' */

/** So many fit into two rows of a narrow panel. */
const shownAtFirst = 4;

/**
 * @param {{ slotKey: string, samples: readonly Sample[], onPick: (file: File) => void }} options
 * @returns {HTMLElement}
 */
export function createSamplePicker({ slotKey, samples, onPick }) {
  const fitting = samplesFor(slotKey, samples);
  const list = element('ul', {
    class: 'samples',
    'aria-label': `Samples for $${slotKey}`,
    hidden: fitting.length === 0,
  });
  const rest = fitting.length - shownAtFirst;
  list.append(...fitting.slice(0, shownAtFirst).map(createItem));
  if (rest > 0) {
    const more = element('button', { type: 'button', class: 'samples-more' }, `${rest} more`);
    const last = element('li', {}, more);
    more.addEventListener('click', () => {
      const items = fitting.slice(shownAtFirst).map(createItem);
      last.replaceWith(...items);
      items[0]?.querySelector('button')?.focus();
    });
    list.append(last);
  }
  return list;

  /** @param {Sample} sample */
  function createItem(sample) {
    const caption = captionOf(sample);
    const button = element(
      'button',
      {
        type: 'button',
        class: 'sample',
        title: sample.name,
        'aria-label': `Use the sample ${caption} for $${slotKey}`,
      },
      element('img', { src: urlOf(sample), alt: '', loading: 'lazy' }),
      element('span', {}, caption),
    );
    button.addEventListener('click', async () => onPick(await fetchSample(sample)));
    return element('li', {}, button);
  }
}
