/** Estimates age, sex and liveness of a selfie, before a verification is spent on it. */
import type { IdentityProvider } from '#domain/ports.ts';
import { readImage } from './read-images.ts';
import type { Services } from './services.ts';
import { requireSubject } from './subject.ts';

export function createAnalyzeFace(options: { readonly provider: IdentityProvider }): Services['analyzeFace'] {
  return async (caller, input, signal) => {
    requireSubject(caller, null, []);
    const selfie = await readImage(input.selfie, 'input.selfie');
    try {
      return await options.provider.analyzeFace(selfie, { signal });
    } finally {
      selfie.release();
    }
  };
}
