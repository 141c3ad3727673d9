/** Whether a link may be used now: the code to answer when it may not. */
import { linkState, type StoredLink } from '#sandbox/store.ts';
import type { World } from '#sandbox/world.ts';

/** The open link, or V2's code for one that is unknown (8014), over (8015) or used up (8017). */
export function openLink(world: World, id: string | null): StoredLink | 8014 | 8015 | 8017 {
  const link = id === null ? null : world.store.linkById(id);
  if (link === null) return 8014;
  const state = linkState(link, world.clock());
  if (state === 'open') return link;
  return state === 'expired' ? 8015 : 8017;
}
