/** The faults between the gateway and its Faceki: each knows how to break things and how to mend them. */
import type { PlannedFault, Sandbox } from '#sandbox/sandbox.ts';
import type { TestGateway } from './gateway.ts';
import type { NetworkState, UnreliableNetwork } from './unreliable-network.ts';

export interface Stage {
  readonly gateway: TestGateway;
  readonly sandbox: Sandbox;
  readonly network: UnreliableNetwork;
  /** What the gateway's clock is wrong by. */
  offsetMs: number;
  /** False: no name is found. */
  namesResolve: boolean;
}

export interface Fault {
  readonly name: string;
  readonly breakIt: (stage: Stage) => unknown;
  readonly mend: (stage: Stage) => unknown;
  /** `tls`: the network is. `names`: the host has a name that has to be looked up. */
  readonly over?: 'tls' | 'names';
  readonly env?: Readonly<Record<string, string>>;
}

const many = 10_000;
const become = (state: NetworkState) => (stage: Stage) => stage.network.become(state);
const network = (name: string, state: NetworkState): Fault => ({ name, breakIt: become(state), mend: become('works') });
const verifyEndpoints = ['kyc', 'v3-kyc'] as const;
const readEndpoints = ['kyc-rules', 'v3-rules'] as const;
const tokenEndpoints = ['token', 'generate-token'] as const;

/** The service answers so, until it is mended. */
const service = (name: string, fault: PlannedFault, env: Fault['env'] = {}): Fault => ({
  name,
  env,
  breakIt({ sandbox }) {
    for (const endpoint of [...verifyEndpoints, ...readEndpoints]) sandbox.control.addFault(endpoint, fault, many);
  },
  mend: ({ sandbox }) => sandbox.control.clearFaults(),
});
const tokens = (name: string, fault: PlannedFault): Fault => ({
  name,
  breakIt({ sandbox }) {
    sandbox.control.expireTokens();
    for (const endpoint of tokenEndpoints) sandbox.control.addFault(endpoint, fault, many);
  },
  mend: ({ sandbox }) => sandbox.control.clearFaults(),
});
const clock = (name: string, offsetMs: number): Fault => ({
  name,
  breakIt: (stage) => {
    stage.offsetMs = offsetMs;
  },
  mend: (stage) => {
    stage.offsetMs = 0;
  },
});

const slow: PlannedFault = { kind: 'slow-headers', delayMs: 2_500 };

export const faults: readonly Fault[] = [
  network('connections are refused', 'refuses'),
  network('connections are reset', 'resets'),
  network('black hole: connections are taken, nothing comes back', 'swallows'),
  network('answers are cut off on the way', 'cuts'),
  {
    name: 'the name cannot be resolved',
    over: 'names',
    async breakIt(stage) {
      stage.namesResolve = false;
      // Connections that stand need no name.
      await stage.network.become('works');
    },
    mend: (stage) => {
      stage.namesResolve = true;
    },
  },
  {
    name: 'the certificate is a stranger’s',
    over: 'tls',
    breakIt: ({ network: { show } }) => show('stranger'),
    mend: ({ network: { show } }) => show('known'),
  },
  { ...network('the TLS handshake is never finished', 'swallows'), over: 'tls' },
  service('answers are slow, but come', slow, { FACEKI_TIMEOUT_MS: '20000', VERIFY_ANSWER_WITHIN_MS: '1000' }),
  service('answers come too late', slow),
  service('answers stall', { kind: 'stalled-body' }),
  service('answers are cut off', { kind: 'cut-body' }),
  service('the connection is reset before the body is read', { kind: 'reset', when: 'before-body' }),
  service('the connection is reset instead of an answer', { kind: 'reset' }),
  service('HTTP 500', { kind: 'status', status: 500 }),
  service('HTTP 503, come back in 7 s', { kind: 'status', status: 503, retryAfterSeconds: 7 }),
  service('HTTP 429, come back in 7 s', { kind: 'status', status: 429, retryAfterSeconds: 7 }),
  service('a proxy’s page, 502', { kind: 'html' }),
  service('empty answers', { kind: 'empty' }),
  tokens('the token endpoint answers 500', { kind: 'status', status: 500 }),
  tokens('the token endpoint stalls', { kind: 'stalled-body' }),
  tokens('the token endpoint answers 429', { kind: 'status', status: 429 }),
  clock('the clock jumps two hours ahead', 7_200_000),
  clock('the clock jumps two hours back', -7_200_000),
];

/** The same for V3, where lost answers can be looked up. */
export const lostAnswers: readonly Fault[] = faults.filter(({ name }) =>
  ['answers come too late', 'answers are cut off', 'the connection is reset instead of an answer'].includes(name),
);
