/** Writes docs/errors.md from the failure table, the advice and Faceki's codes. A test keeps it current; `npm run catalogue`. */
import { writeFileSync } from 'node:fs';
import { adviceFor } from '#domain/advice.ts';
import { failureCodes, failures } from '#domain/failure.ts';
import { codeRows } from '#faceki/codes.ts';

const retryWords = {
  NEW_IMAGE: 'another photo',
  SAME_REQUEST: 'the same again',
  LATER: 'the same, later',
  NEVER: 'something else must change first',
} as const;

/** What leads to a code without Faceki saying a code of its own. */
const otherCauses: Readonly<Record<string, string>> = {
  CREDENTIALS_REJECTED: 'HTTP 401 after a fresh token, refusals of the token endpoint',
  REQUEST_REJECTED: 'other HTTP 4xx, a setting that is missing',
  PROVIDER_TRY_AGAIN: 'HTTP 429',
  PROVIDER_FAULT: 'HTTP 5xx',
  PROVIDER_NONSENSE: 'no JSON, cut off, the wrong shape, an unknown code',
};

/** The whole catalogue as Markdown. */
export function renderErrorCatalogue(): string {
  const sections = failureCodes.map((code) => {
    const { error, retry, message } = failures[code];
    const wires = codeRows
      .filter(({ means }) => means === code)
      .map(
        ({ wire, on }) =>
          wire.map((word) => `\`${word}\``).join(', ') + (on === undefined ? '' : ` (${on.join(', ')})`),
      );
    const sources = [...wires, ...(otherCauses[code] === undefined ? [] : [otherCauses[code]])];
    return [
      `### ${code}`,
      '',
      message,
      '',
      `- type: ${error === null ? 'none of its own; null or an empty list instead' : `\`${error}\``}`,
      `- retry: \`${retry}\` (${retryWords[retry]})`,
      `- for the person: ${adviceFor(code, 'en')}`,
      `- للشخص: ${adviceFor(code, 'ar')}`,
      `- Faceki: ${sources.length === 0 ? 'nothing; found by the gateway' : sources.join('; ')}`,
    ].join('\n');
  });
  return `# Failures that a client can act on

Made from the code by \`npm run catalogue\`; do not edit.

Each expected failure of a mutation is a member of its union and implements \`VerificationError\`: \`code\`, \`message\` (for the developer),
\`advice\` (for the person in front of the camera, in the language of \`Accept-Language\`: English or Arabic), \`retry\` and \`providerCode\`.
A query that Faceki fails has the same under \`errors[].extensions\`. Codes are added, never changed: keep a default branch.

Code 5008 (\`KYC_FAILED\`) is no failure but a decision: \`VerifyKycCompleted\` with \`DECLINED\`.

${sections.join('\n\n')}
`;
}

if (import.meta.main) {
  writeFileSync('docs/errors.md', renderErrorCatalogue());
  console.log('Wrote docs/errors.md');
}
