/** The sample images that the gateway offers beside its sandbox; an empty list with a real account. */

/**
 * @typedef {object} Sample
 * @property {string} name file name
 * @property {number} bytes
 */

const folder = '/explorer/samples/';

/** @returns {Promise<readonly Sample[]>} */
export async function loadSamples() {
  try {
    const response = await fetch(`${folder}index.json`);
    /** @type {{ samples: Sample[] }} */
    const { samples } = await response.json();
    return samples;
  } catch {
    // Samples are a convenience: the panel works without.
    return [];
  }
}

/** @param {Sample} sample */
export function urlOf({ name }) {
  return folder + encodeURIComponent(name);
}

/**
 * @param {Sample} sample
 * @returns {Promise<File>}
 */
export async function fetchSample(sample) {
  const response = await fetch(urlOf(sample));
  if (!response.ok) throw new TypeError('The sample could not be read.');
  const blob = await response.blob();
  return new File([blob], sample.name, { type: blob.type });
}

/**
 * Those whose names speak of this variable first and alone: `selfie…` for $selfie, `…front…` for $front. All, where none does.
 * @param {string} key
 * @param {readonly Sample[]} samples
 * @returns {readonly Sample[]}
 */
export function samplesFor(key, samples) {
  const word = key
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .at(-1)
    ?.toLowerCase();
  const fitting = samples.filter(({ name }) =>
    name
      .toLowerCase()
      .split(/[-_.]/)
      .includes(word ?? ''),
  );
  return fitting.length === 0 ? samples : fitting;
}

/** @param {Sample} sample */
export function captionOf({ name }) {
  return name.replace(/\.\w+$/, '').replace(/[-_]+/g, ' ');
}
