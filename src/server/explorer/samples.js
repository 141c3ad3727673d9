/** The sample images that the gateway offers beside its sandbox; none with a real account. What they show is in their names. */

/**
 * @typedef {object} Sample
 * @property {string} name file name
 * @property {number} bytes
 *
 * @typedef {object} SampleGroup
 * @property {string} title
 * @property {readonly Sample[]} samples
 */

const folder = '/explorer/samples/';

/** In the order in which a newcomer wants them: what works first. A sample belongs to the first group that fits. */
const groups = [
  { title: 'People', for: 'selfie', fits: /-selfie(-\d+)?$/ },
  { title: 'Documents', for: 'front', fits: /-(front|passport)$/ },
  { title: 'Backs of documents', for: 'back', fits: /-back$/ },
  { title: 'Selfies to take again', for: 'selfie', fits: /^selfie-/ },
  { title: 'Documents with something wrong', for: 'front', fits: /^document-|-rejected$/ },
  { title: 'Other answers', for: 'selfie', fits: /^/ },
];

/** @returns {Promise<readonly Sample[]>} */
export async function loadSamples() {
  try {
    const response = await fetch(`${folder}index.json`);
    /** @type {{ samples: Sample[] }} */
    const { samples } = await response.json();
    return samples.toSorted((a, b) => captionOf(a).localeCompare(captionOf(b), 'en'));
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
 * What fits a variable by its name; every group for a name that says nothing.
 * @param {string} key `selfie`, `input.documents.0.front`
 * @param {readonly Sample[]} samples
 * @returns {SampleGroup[]} without empty ones
 */
export function groupSamples(key, samples) {
  const names = key.split('.').filter((part) => !/^\d+$/.test(part));
  const purpose = purposeOf(names.at(-1) ?? '');
  const left = new Set(samples);
  return groups.flatMap((group) => {
    const own = [...left].filter((sample) => group.fits.test(stem(sample)));
    for (const sample of own) left.delete(sample);
    const isWanted = own.length > 0 && (purpose === null || purpose === group.for);
    return isWanted ? [{ title: group.title, samples: own }] : [];
  });
}

/** @param {string} name */
function purposeOf(name) {
  if (/selfie|face|portrait/i.test(name)) return 'selfie';
  if (/back/i.test(name)) return 'back';
  return /front|document|card|passport/i.test(name) ? 'front' : null;
}

/**
 * Short, for there is little room: that a selfie is one, everybody sees.
 * @param {Sample} sample
 */
export function captionOf(sample) {
  const words = stem(sample)
    .split(/[-_]+/)
    .filter((word) => word !== 'selfie')
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {Sample} sample */
function stem({ name }) {
  return name.replace(/\.\w+$/, '').toLowerCase();
}
