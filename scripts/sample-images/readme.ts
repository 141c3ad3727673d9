/** The README of the sample images, made from the list and from the sandbox's own table of outcomes. */
import { type Outcome, outcomeNamed } from '../../src/sandbox/outcomes.ts';
import { type SampleImage, sampleImages } from './list.ts';

/** The complete text of `examples/images/README.md`. */
export function sampleImagesReadme(): string {
  const groups = [...new Set(sampleImages.map(({ group }) => group))];
  const tables = groups.map((group) => {
    const rows = sampleImages.filter((image) => image.group === group).map(row);
    return `## ${group}\n\n| file | shows | V2 | V3 | biometrics |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${introduction}\n${tables.join('\n')}`;
}

function row(image: SampleImage): string {
  const { outcome, person, shows } = image.marker;
  // Toni's documents say nothing about an outcome: the rules' minimum age does.
  const implied = person === 'toni' && shows !== 'selfie' ? 'MISMATCH_AS_PER_RULES' : undefined;
  const found = outcome ?? implied;
  const good = ['accepted', 'accepted', shows === 'selfie' ? 'recognised once enrolled' : '–'];
  return `| \`${image.file}\` | ${[image.shows, ...(found === undefined ? good : answersOf(outcomeNamed(found)))].join(' | ')} |`;
}

function answersOf({ v2, v3, bio }: Outcome): string[] {
  return [`${v2}`, `${v3}`, (bio === null ? undefined : (saidOtherwise[bio]?.replace('#', `${v2}`) ?? bio)) ?? '–'];
}

/** Where the biometric services do not simply say their word; `#` is V2's number. */
const saidOtherwise: Readonly<Record<string, string>> = {
  POOR_LIGHT: '# “Image quality is not good”',
  FACE_BLURR: '# “Image quality is not good”',
  ALREADY_REGISTERED: 'already registered',
  NO_MATCH: 'nobody recognised',
  ACCOUNT_BLOCKED: 'recognised, blocked',
  ACCOUNT_INACTIVE: 'recognised, inactive',
};

const introduction = `# Sample images

Drawn people and documents for the sandbox. Nobody here exists, and the country does not either: every document says SPECIMEN.

Each picture carries a marker in its JPEG comment, for example \`faceki-sandbox: person=alex; shows=selfie; outcome=FACE_BLURR\`.
The sandbox reads it to know who is on the picture and what to answer. A picture of your own is accepted, with a made-up
identity that is always the same for the same bytes. A tool that compresses or edits a picture removes the marker.

The first thing to try: \`alex-selfie.jpg\` with \`alex-id-card-front.jpg\` and \`alex-id-card-back.jpg\` is accepted, and
\`alex-selfie-2.jpg\` is then recognised as the same person. One person’s selfie with the other’s document is a mismatch
(V2 8002, V3 5005).

A number in the columns is the vendor’s code, a word a decision; how each generation wraps it is in \`docs/sandbox.md\`.
All of this is written by \`npm run images\`.
`;
