/** How the biometric services say no. Where they put the word is not documented (faceki-api.md section 4.1), so it can be chosen. */
import { json, v2 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import type { Outcome } from '#sandbox/outcomes.ts';
import type { FaceService } from '#sandbox/store.ts';
import type { World } from '#sandbox/world.ts';

/** The refusal for this outcome; null when it means nothing to a biometric service, or is not a refusal. */
export function bioFailure(world: World, service: FaceService, outcome: Outcome | null): Reply | null {
  if (outcome === null || outcome.name === 'ACCOUNT_BLOCKED' || outcome.name === 'ACCOUNT_INACTIVE') return null;
  const code = typeof outcome.v2 === 'number' ? outcome.v2 : null;
  if (outcome.bio === null) return code === null ? null : v2(code);
  if (outcome.bio === 'NO_MATCH') return noMatch(world);
  if (outcome.bio === 'ALREADY_REGISTERED') return alreadyRegistered(service);
  // The vendor's iOS client reads the quality of the picture from a message beside the data.
  if (outcome.bio === 'POOR_LIGHT' || outcome.bio === 'FACE_BLURR') {
    return json({ responseCode: code ?? 8009, message: 'Image quality is not good', data: { logedIn: false } });
  }
  return json(carried(world, service, outcome.bio, code ?? 1000));
}

/** This face is enrolled: words on-prem, on facelink the number that elsewhere means a link could not be made (Q13). */
export function alreadyRegistered(service: FaceService): Reply {
  return service === 'bio' ? json({ response: 'Already Registered' }) : v2(8016);
}

/** Nobody has this face. */
export function noMatch(world: World): Reply {
  if (world.account.variants.noMatch === '8013') return v2(8013);
  return v2(0, { logedIn: false, all_face_ids: [], message: 'Login Failed.' });
}

function carried(world: World, service: FaceService, word: string, responseCode: number): object {
  const { bioFailureCarrier } = world.account.variants;
  const carrier = bioFailureCarrier === 'as-sampled' ? (service === 'bio' ? 'response' : 'message') : bioFailureCarrier;
  if (carrier === 'response') return { response: word };
  if (carrier === 'data') return { responseCode, data: { error: word } };
  return { responseCode, [carrier]: word, data: {} };
}
