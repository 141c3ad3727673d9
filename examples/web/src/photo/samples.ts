/** The sample photos that the gateway offers beside its sandbox; none with a real account. What they show is in their names. */
import { useSyncExternalStore } from 'react';
import type { SentDocumentType } from '../verify/draft.ts';

export interface Sample {
  /** `selfie-blurred.jpg` */
  readonly name: string;
  readonly url: string;
  /** `Blurred` */
  readonly caption: string;
}

export type SamplePurpose = 'selfie' | { readonly type: SentDocumentType; readonly side: 'front' | 'back' };

export interface SampleGroups {
  /** What is accepted. */
  readonly good: readonly Sample[];
  /** What has to be taken again. */
  readonly bad: readonly Sample[];
  /** Other decisions and failures. */
  readonly other: readonly Sample[];
}

const folder = new URL('samples/', document.baseURI);
const words: Record<SentDocumentType, string> = {
  ID_CARD: 'id-card',
  PASSPORT: 'passport',
  DRIVING_LICENCE: 'licence',
};

let samples: readonly Sample[] = [];
let isAsked = false;
const listeners = new Set<() => void>();

/** Empty until they are known, and where there is no sandbox. */
export function useSamples(): readonly Sample[] {
  return useSyncExternalStore(subscribe, () => samples);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAsked) void loadSamples();
  return () => listeners.delete(listener);
}

async function loadSamples(): Promise<void> {
  isAsked = true;
  try {
    const response = await fetch(new URL('index.json', folder));
    if (!response.ok) return;
    samples = namesIn(await response.json())
      .map((name) => ({ name, url: new URL(name, folder).href, caption: captionOf(name) }))
      .toSorted((a, b) => a.caption.localeCompare(b.caption, 'en'));
    for (const listener of listeners) listener();
  } catch {
    // Samples are a convenience: everything works without.
  }
}

/** What came from the network is looked at before it is believed. */
function namesIn(list: unknown): readonly string[] {
  if (typeof list !== 'object' || list === null || !('samples' in list) || !Array.isArray(list.samples)) return [];
  return list.samples
    .map((sample: { readonly name?: unknown } | null) => sample?.name)
    .filter((name) => typeof name === 'string');
}

/** A new file each time, as a picker would give: one file in two places is refused by the gateway. */
export async function fetchSample({ url, name }: Sample): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new TypeError('The sample could not be read.');
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}

export function groupSamples(all: readonly Sample[], purpose: SamplePurpose): SampleGroups {
  const matching = (pattern: RegExp) => all.filter(({ name }) => pattern.test(name));
  if (purpose === 'selfie') {
    const good = matching(/^(alex|mariam|stranger|twin)-selfie/);
    return { good, bad: matching(/^selfie-/), other: matching(/^(person|account|request|service|toni-selfie)/) };
  }
  const word = words[purpose.type];
  const side = purpose.type === 'PASSPORT' ? '' : `-${purpose.side}`;
  const good = matching(new RegExp(`^(alex|mariam)-${word}${side}\\.`));
  if (purpose.side === 'back') return { good, bad: [], other: [] };
  const isCard = purpose.type === 'ID_CARD';
  const bad = matching(new RegExp(`^(${word}-rejected|${isCard ? 'document-(?!against|expired)' : '-'})`));
  return { good, bad, other: matching(new RegExp(`^(toni-${word}|${isCard ? 'document-(against|expired)' : '-'})`)) };
}

/** Short, for there is little room: that a selfie is one, everybody sees. */
function captionOf(name: string): string {
  const text = name
    .replace(/\.\w+$/, '')
    .split('-')
    .filter((word) => !['selfie', 'front', 'back'].includes(word))
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
