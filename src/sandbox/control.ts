/** What a test or a developer can make the sandbox do, in code. control-routes.ts offers the same over HTTP. */
import type { SandboxRules, WebhookTarget } from './account.ts';
import { defaultRules, initialSettings } from './account.ts';
import type { FaultPlan, PlannedFault, Target } from './faults.ts';
import { type Outcome, outcomeNamed, outcomes, type SandboxDecision } from './outcomes.ts';
import type { ReceivedList, ReceivedRequest } from './received.ts';
import type { FaceAccount, StoredVerification } from './store.ts';
import type { Variants } from './variants.ts';
import type { World } from './world.ts';

export interface SandboxControl {
  /**
   * What the endpoint's next requests (one, if `times` is not given) come to, by name or number of `outcomes`.
   * @throws {TypeError} for an unknown name
   */
  setNextOutcome(endpoint: Target, outcome: string | number, times?: number): void;
  /** What goes wrong with the endpoint's next requests (one, if `times` is not given). */
  addFault(endpoint: Target, fault: PlannedFault, times?: number): void;
  /** From now on nothing goes wrong any more. */
  clearFaults(): void;
  /** Milliseconds that every answer takes at least. */
  setLatency(latencyMs: number): void;
  expireTokens(): void;
  /** Chooses variants; those not named stay as they are. */
  setVariants(variants: Partial<Variants>): void;
  /** The account's V2 rules; those not named get their defaults. Null: none are set up. */
  setRules(rules: Partial<SandboxRules> | null): void;
  /** A V3 workflow; null takes it away. */
  setWorkflow(workflowId: string, rules: Partial<SandboxRules> | null): void;
  /** Verifications left; null: without end. */
  setQuota(remaining: number | null): void;
  /** Where finished verifications are announced; null: nowhere. */
  setWebhook(target: { url: string; copies?: number; alsoForV2?: boolean } | null): void;
  /** Changes a decision as somebody at the vendor's portal does. False: nothing is stored under this request id. */
  changeDecision(requestId: string, decision: SandboxDecision, portalUser?: string): boolean;
  /** Deletes a record as at the portal: it stays, marked deleted. False: nothing is stored under this request id. */
  deleteRecord(requestId: string): boolean;
  /** Blocks or reactivates a face account. False: there is none with this user id. */
  changeAccount(userId: string, change: { status?: string; blockStatus?: string }): boolean;
  /** The newest requests, oldest first. */
  received(): readonly ReceivedRequest[];
  clearReceived(): void;
  /** What is stored, oldest first. */
  verifications(): readonly StoredVerification[];
  accounts(): readonly FaceAccount[];
  /** Every outcome that can be asked for. */
  readonly outcomes: readonly Outcome[];
  /** Forgets everything: records, links, accounts, what was planned and received, rules, variants, tokens. */
  reset(): void;
}

export interface ControlOptions {
  readonly world: World;
  readonly faults: FaultPlan;
  readonly received: ReceivedList;
  readonly latency: { ms: number };
}

/** The control of one sandbox. */
export function createControl({ world, faults, received, latency }: ControlOptions): SandboxControl {
  const { account, store, nextOutcomes, tokens } = world;
  const startLatencyMs = latency.ms;
  return {
    setNextOutcome: (endpoint, outcome, times = 1) => nextOutcomes.add(endpoint, outcomeNamed(outcome), times),
    addFault: (endpoint, fault, times = 1) => faults.add(endpoint, fault, times),
    clearFaults: () => faults.clear(),
    setLatency(latencyMs) {
      latency.ms = latencyMs;
    },
    expireTokens: () => tokens.expireAll(),
    setVariants(variants) {
      account.variants = { ...account.variants, ...variants };
    },
    setRules(rules) {
      account.rules = rules && { ...defaultRules, ...rules };
    },
    setWorkflow(workflowId, rules) {
      const others = [...account.workflows].filter(([id]) => id !== workflowId);
      account.workflows = new Map(rules === null ? others : [...others, [workflowId, { ...defaultRules, ...rules }]]);
    },
    setQuota(remaining) {
      account.quota = remaining;
    },
    setWebhook(target) {
      account.webhook = target && toTarget(target);
    },
    changeDecision(requestId, decision, portalUser = 'sandbox-portal-user') {
      return store.changeVerification(requestId, { decision, changedBy: portalUser }) !== null;
    },
    deleteRecord: (requestId) => store.changeVerification(requestId, { isDeleted: true }) !== null,
    changeAccount: (userId, change) => store.changeAccount(userId, change) !== null,
    received: () => received.requests,
    clearReceived: () => received.clear(),
    verifications: () => store.verifications(),
    accounts: () => store.accounts(),
    outcomes,
    reset() {
      store.clear();
      nextOutcomes.clear();
      faults.clear();
      received.clear();
      tokens.expireAll();
      Object.assign(account, initialSettings());
      latency.ms = startLatencyMs;
    },
  };
}

function toTarget(target: { url: string; copies?: number; alsoForV2?: boolean }): WebhookTarget {
  return { url: target.url, copies: target.copies ?? 1, alsoForV2: target.alsoForV2 ?? false };
}
