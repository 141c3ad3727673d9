/** What the sandbox remembers of verified people: verifications, faces, links, face accounts. Knows no wire shape and no HTTP. */
import type { Clock } from '#domain/ports.ts';
import type { SandboxImage } from './exchange.ts';
import type { Ids } from './ids.ts';
import type { Outcome, SandboxDecision } from './outcomes.ts';
import type { DocumentKind, Person } from './people.ts';

export type SandboxGeneration = 'v2' | 'v3';

/** A face: by the person of the marker, else by the very bytes of the picture. */
export interface Face {
  readonly key: string;
  readonly id: string;
}

export interface StoredDocument {
  readonly kind: DocumentKind;
  readonly hasBack: boolean;
  /** Under some kilobytes: the engine then finds fault with the size (check code 112) and accepts it all the same. */
  readonly isSmall: boolean;
  readonly storageId: string;
  /** The engine's response id, later V2's reference id. */
  readonly responseId: string;
  /** What became of this document; of the whole, unless another document is at fault. */
  readonly outcome: Outcome;
}

export interface StoredVerification {
  readonly generation: SandboxGeneration;
  readonly requestId: string;
  readonly storageId: string;
  readonly recordIdentifier: string;
  readonly workflowId: string | null;
  /** Null: sent with a token, not through a link. */
  readonly linkId: string | null;
  readonly person: Person;
  readonly face: Face;
  readonly imageId: string;
  readonly documents: readonly StoredDocument[];
  readonly outcome: Outcome;
  readonly decision: SandboxDecision;
  /** The portal user who changed it; null when nobody did. */
  readonly changedBy: string | null;
  readonly isDeleted: boolean;
  readonly userAgent: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface StoredLink {
  readonly id: string;
  readonly generation: SandboxGeneration;
  readonly workflowId: string | null;
  /** Null: without an end. */
  readonly expiresAtMs: number | null;
  readonly applicationId: string;
  /** Null unless it is an http or https address. */
  readonly redirectUrl: string | null;
  readonly documentOptional: boolean | null;
  readonly used: boolean;
}

/** The two biometric services: on-prem (`sdkbio`) and cloud (`facelink`). */
export type FaceService = 'bio' | 'facelink';

/** An account of one of the biometric services. */
export interface FaceAccount {
  readonly service: FaceService;
  readonly storageId: string;
  readonly userId: string;
  readonly email: string;
  readonly face: Face;
  readonly imageId: string;
  readonly status: string;
  readonly blockStatus: string;
  readonly createdAtMs: number;
}

/** How many verifications are kept; the oldest make room for new ones, so that a long run does not eat the memory. */
const maxVerifications = 50_000;

export interface Store {
  /** All that are kept, oldest first. */
  verifications(): readonly StoredVerification[];
  /** Those of a generation for which the test holds, oldest first. */
  find(generation: SandboxGeneration, holds: (stored: StoredVerification) => boolean): readonly StoredVerification[];
  verificationById(requestId: string): StoredVerification | null;
  addVerification(verification: StoredVerification): void;
  /** Changes what is stored under this request id; null when there is nothing. */
  changeVerification(requestId: string, change: Partial<StoredVerification>): StoredVerification | null;
  /** The face on this picture, the same one for the same person or the same bytes. */
  faceOf(selfie: SandboxImage): Face;
  /** The ids of the faces that a search by this picture finds: its own, and the one that it looks like. */
  faceIdsLike(selfie: SandboxImage): readonly string[];
  addLink(link: StoredLink): void;
  linkById(id: string): StoredLink | null;
  markLinkUsed(id: string): void;
  accounts(): readonly FaceAccount[];
  accountById(userId: string): FaceAccount | null;
  addAccount(account: FaceAccount): void;
  changeAccount(userId: string, change: Partial<Pick<FaceAccount, 'status' | 'blockStatus'>>): FaceAccount | null;
  clear(): void;
}

/** A link's state at this moment. */
export function linkState(link: StoredLink, nowMs: number): 'open' | 'used' | 'expired' {
  if (link.used) return 'used';
  return link.expiresAtMs !== null && link.expiresAtMs <= nowMs ? 'expired' : 'open';
}

/** The key of a face in the store. */
export function faceKeyOf(selfie: SandboxImage): string {
  return selfie.marker?.person === undefined ? `bytes:${selfie.sha256}` : `person:${selfie.marker.person}`;
}

/** An empty store. */
export function createStore({ clock, ids }: { clock: Clock; ids: Ids }): Store {
  const verifications = new Map<string, StoredVerification>();
  const accounts = new Map<string, FaceAccount>();
  const faces = new Map<string, Face>();
  const links = new Map<string, StoredLink>();

  const faceWithKey = (key: string): Face => {
    const face = faces.get(key) ?? { key, id: ids.uuid() };
    faces.set(key, face);
    return face;
  };

  return {
    verifications: () => [...verifications.values()],
    find: (generation, holds) =>
      [...verifications.values()].filter((stored) => stored.generation === generation && holds(stored)),
    verificationById: (requestId) => verifications.get(requestId) ?? null,
    addVerification(verification) {
      verifications.set(verification.requestId, verification);
      const [oldest] = verifications.keys();
      if (verifications.size > maxVerifications && oldest !== undefined) verifications.delete(oldest);
    },
    changeVerification(requestId, change) {
      const before = verifications.get(requestId);
      if (before === undefined) return null;
      const after = { ...before, ...change, updatedAtMs: clock() };
      verifications.set(requestId, after);
      return after;
    },
    faceOf: (selfie) => faceWithKey(faceKeyOf(selfie)),
    faceIdsLike(selfie) {
      const twin = selfie.marker?.looksLike;
      const keys = twin === undefined ? [faceKeyOf(selfie)] : [faceKeyOf(selfie), `person:${twin}`];
      return keys.map((key) => faceWithKey(key).id);
    },
    addLink: (link) => void links.set(link.id, link),
    linkById: (id) => links.get(id) ?? null,
    markLinkUsed(id) {
      const link = links.get(id);
      if (link !== undefined) links.set(id, { ...link, used: true });
    },
    accounts: () => [...accounts.values()],
    accountById: (userId) => accounts.get(userId) ?? null,
    addAccount: (account) => void accounts.set(account.userId, account),
    changeAccount(userId, change) {
      const before = accounts.get(userId);
      if (before === undefined) return null;
      const after = { ...before, ...change };
      accounts.set(userId, after);
      return after;
    },
    clear() {
      for (const memory of [verifications, accounts, faces, links]) memory.clear();
    },
  };
}
