/** Kills writing processes again and again, with SIGKILL at a random moment, and counts what became of what they had acknowledged. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Verification } from '#domain/verification.ts';
import { type OpenLedger, openLedger } from '#ledger/ledger.ts';

export interface CrashReport {
  kills: number;
  /** Killed before it had opened the ledger. */
  killsInStartUp: number;
  /** Attempts that a killed process had acknowledged as begun; and of these as settled. */
  begun: number;
  settled: number;
  /** Acknowledged, and not there. */
  missing: number;
  /** Acknowledged as settled, and not so. */
  stale: number;
  /** A state without its event, or an event without its state. */
  torn: number;
  /** Still PENDING although its process is dead. */
  leftPending: number;
  /** INTERRUPTED although its process lives (shared ledgers). */
  wronglyInterrupted: number;
  /** The key was free again although the provider may have taken the request. */
  keysLost: number;
  slowestOpenMs: number;
}

interface Writer {
  readonly begun: string[];
  readonly settled: string[];
  readonly held: string[];
  readonly opened: () => boolean;
  /** Resolves when it has acknowledged something. */
  readonly atWork: Promise<void>;
  kill(): Promise<void>;
}

export interface CrashOptions {
  readonly url: string;
  readonly kills: number;
  /** How long a writer lives at most after it has begun to work, or to start, ms. */
  readonly liveForMs: number;
  /** Shared ledgers: how soon a dead process is given up, ms. */
  readonly leaseMs: number;
  readonly onRound?: (report: CrashReport) => void;
}

/** Runs the rounds on one ledger. */
export async function crashAgainAndAgain(options: CrashOptions): Promise<CrashReport> {
  const isShared = options.url.startsWith('postgres');
  const report: CrashReport = {
    kills: 0,
    killsInStartUp: 0,
    begun: 0,
    settled: 0,
    missing: 0,
    stale: 0,
    torn: 0,
    leftPending: 0,
    wronglyInterrupted: 0,
    keysLost: 0,
    slowestOpenMs: 0,
  };
  const survivor = isShared ? startWriter(options) : null;
  await survivor?.atWork;
  try {
    for (let round = 0; round < options.kills; round += 1) {
      const victim = startWriter(options);
      // Every fifth is hit while it starts, or recovers what its predecessor left.
      if (round % 5 !== 4) await victim.atWork;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * options.liveForMs));
      await victim.kill();
      report.kills += 1;
      if (!victim.opened()) report.killsInStartUp += 1;
      const began = performance.now();
      const ledger = await openLedger({ url: options.url, mode: 'sandbox', clock: Date.now, leaseMs: options.leaseMs });
      report.slowestOpenMs = Math.max(report.slowestOpenMs, performance.now() - began);
      if (isShared) await untilGivenUp(ledger, victim.held, options.leaseMs);
      await judge(ledger, victim, survivor, report);
      await ledger.close();
      options.onRound?.(report);
    }
  } finally {
    await survivor?.kill();
  }
  return report;
}

function startWriter({ url, leaseMs }: CrashOptions): Writer {
  const script = fileURLToPath(new URL('./ledger-writer.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, url, String(leaseMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lists = { b: [] as string[], s: [] as string[], h: [] as string[] };
  let isOpen = false;
  const atWork = Promise.withResolvers<void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => atWork.reject(new Error('a writer ended by itself')));
  atWork.promise.catch(() => {});
  if (child.stdout === null) throw new Error('no output');
  // A last line that was cut off by the kill acknowledged nothing.
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'up') isOpen = true;
    const [kind, id] = line.split(' ');
    if ((kind === 'b' || kind === 's' || kind === 'h') && id?.length === 40) {
      lists[kind].push(id);
      atWork.resolve();
    }
  });
  return {
    begun: lists.b,
    settled: lists.s,
    held: lists.h,
    opened: () => isOpen,
    atWork: atWork.promise,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Gives the lease of the dead time to run out. */
async function untilGivenUp(ledger: OpenLedger, ids: readonly string[], leaseMs: number): Promise<void> {
  const giveUpAt = performance.now() + leaseMs * 3;
  while (performance.now() < giveUpAt) {
    await ledger.recover();
    const attempts = await ledger.attempts(ids);
    if (ids.every((id) => attempts.get(id)?.state !== 'PENDING')) return;
    await new Promise((resolve) => setTimeout(resolve, leaseMs / 10));
  }
}

async function judge(ledger: OpenLedger, victim: Writer, survivor: Writer | null, report: CrashReport): Promise<void> {
  const begun = [...victim.begun, ...victim.held];
  report.begun += begun.length;
  report.settled += victim.settled.length;
  const attempts = await ledger.attempts(begun);
  const settled = new Set(victim.settled);
  for (const id of begun) {
    const attempt = attempts.get(id);
    if (attempt === undefined) {
      report.missing += 1;
      continue;
    }
    if (settled.has(id) && attempt.state !== 'COMPLETED') report.stale += 1;
    if (attempt.state === 'PENDING') report.leftPending += 1;
    if (await isTorn(ledger, attempt)) report.torn += 1;
  }
  for (const id of victim.held) {
    const again = await ledger.begin({
      id: `${id}-again`,
      kind: 'verification',
      generation: 'v2',
      ownerId: 'ada',
      actor: 'ada',
      reference: null,
      idempotencyKey: id,
      fingerprint: { salt: 's', hash: 'h' },
      consentVersion: null,
      createdAtMs: Date.now(),
    });
    if (again.begun) report.keysLost += 1;
  }
  const living = [...(survivor?.held ?? [])];
  for (const attempt of (await ledger.attempts(living)).values())
    if (attempt.state !== 'PENDING') report.wronglyInterrupted += 1;
}

const eventOf: Partial<Record<Verification['state'], readonly string[]>> = {
  PENDING: ['verification.begun'],
  COMPLETED: ['verification.begun', 'verification.completed'],
  INTERRUPTED: ['verification.begun', 'verification.interrupted'],
};

async function isTorn(ledger: OpenLedger, { id, state }: Verification): Promise<boolean> {
  const { items } = await ledger.auditPage({ verificationId: id }, { limit: 10, from: 'oldest' });
  return items.map(({ kind }) => kind).join() !== eventOf[state]?.join();
}
