/** The vendor's side of the gateway, built as app.ts builds it, against a scripted vendor on a real socket. */

import type { Submission } from '#domain/ports.ts';
import { Secret } from '#domain/secret.ts';
import type { DocumentType } from '#domain/verification.ts';
import { createFaceki, type Faceki, type FacekiOptions } from '#faceki/faceki.ts';
import type { CallReport } from '#faceki/observer.ts';
import { type HeldImage, heldImage } from './held-image.ts';
import { type ScriptedFaceki, startScriptedFaceki } from './scripted-faceki.ts';

export const secretMarkers = { clientId: 'planted_client_id', clientSecret: 'planted_client_secret' } as const;

export interface FacekiUnderTest extends AsyncDisposable {
  readonly server: ScriptedFaceki;
  readonly faceki: Faceki;
  readonly reports: readonly CallReport[];
}

export async function startFaceki(options: Partial<FacekiOptions> = {}): Promise<FacekiUnderTest> {
  const server = await startScriptedFaceki();
  const reports: CallReport[] = [];
  const faceki = createFaceki({
    generation: 'v2',
    clientId: new Secret(secretMarkers.clientId),
    clientSecret: new Secret(secretMarkers.clientSecret),
    baseUrl: server.origin,
    bioBaseUrl: server.origin,
    timeoutMs: 5_000,
    readTimeoutMs: 5_000,
    resilience: { circuit: null, retry: null },
    onCall: (report) => reports.push(report),
    ...options,
  });
  return {
    server,
    faceki,
    reports,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await faceki.close();
    },
  };
}

/** A selfie and these documents; each image different. `null` as a back: none was sent. */
export function submission(
  ...types: readonly (DocumentType | null)[]
): Submission & { readonly images: readonly HeldImage[] } {
  const selfie = heldImage(1);
  const documents = (types.length === 0 ? [null] : types).map((type, index) => ({
    type,
    front: heldImage(10 + index, 4_000, 'image/png'),
    back: type === 'PASSPORT' ? null : heldImage(20 + index, 5_000),
  }));
  const images = [selfie, ...documents.flatMap(({ front, back }) => (back === null ? [front] : [front, back]))];
  return { attemptId: 'ver_1', selfie, documents, workflowId: null, images };
}
