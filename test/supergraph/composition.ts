/** Composes a supergraph by the composition of Hive, and by Cosmo's. */
import { composeServices } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { parse } from 'graphql';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** The supergraph’s SDL. @throws {Error} with everything that does not fit */
export function composeByHive(subgraphs: readonly Subgraph[]): { readonly supergraph: string; readonly api: string } {
  const {
    supergraphSdl,
    publicSdl,
    errors = [],
  } = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (supergraphSdl === undefined || publicSdl === undefined) {
    throw new Error(errors.map(({ message }) => message).join('\n'));
  }
  return { supergraph: supergraphSdl, api: publicSdl };
}

/** What Cosmo’s composition objects to. */
export function problemsOfCosmo(subgraphs: readonly Subgraph[]): readonly string[] {
  const result = federateSubgraphs({
    subgraphs: subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) })),
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
  });
  return result.success ? [] : result.errors.map(({ message }) => message);
}
