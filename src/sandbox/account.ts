/** The account that the sandbox plays: its rules, workflows, allowance, webhook and the ids that the vendor would have given it. */
import type { Variants } from './variants.ts';
import { sampledVariants } from './variants.ts';

/** What the account demands of documents, under its own names; wire/ makes the vendor's payload of it. */
export interface SandboxRules {
  /** The vendor's names: `ID Card`, `Passport`, `Driving License`. */
  readonly documents: readonly string[];
  /** True: one of the documents is enough. False: all of them are needed. */
  readonly oneDocumentIsEnough: boolean;
  readonly minAge: number;
  readonly maxAge: number;
  /** ISO 3166 two-letter codes; empty: all. */
  readonly countries: readonly string[];
  readonly nationalities: readonly string[];
}

export interface WebhookTarget {
  readonly url: string;
  /** How often each hint is delivered: "at least once" made visible. */
  readonly copies: number;
  /** V2 documents no webhook; true sends one all the same. */
  readonly alsoForV2: boolean;
}

/** The workflow of every sandbox, there from the start. */
export const sandboxWorkflowId = '5a9db0c5-0000-4000-8000-000000000001';

export const defaultRules: SandboxRules = {
  documents: ['ID Card', 'Passport', 'Driving License'],
  oneDocumentIsEnough: true,
  minAge: 18,
  maxAge: 120,
  countries: [],
  nationalities: [],
};

export interface Account {
  readonly companyId: string;
  readonly branchId: string;
  /** Null: none are set up (7001). */
  rules: SandboxRules | null;
  /** By workflow id. */
  workflows: ReadonlyMap<string, SandboxRules>;
  /** Verifications left; null: without end. */
  quota: number | null;
  webhook: WebhookTarget | null;
  variants: Variants;
}

/** What can be set, as it is at the start. */
export function initialSettings(): Omit<Account, 'companyId' | 'branchId'> {
  return {
    rules: defaultRules,
    workflows: new Map([[sandboxWorkflowId, defaultRules]]),
    quota: null,
    webhook: null,
    variants: sampledVariants,
  };
}

/** A fresh account with default rules and one workflow. */
export function createAccount(): Account {
  return {
    companyId: '5a9db0c5-0000-4000-8000-000000000900',
    branchId: '5a9db0c5-0000-4000-8000-000000000091',
    ...initialSettings(),
  };
}
