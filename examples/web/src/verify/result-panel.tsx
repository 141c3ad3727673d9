/** What Faceki has decided, in words that a person understands, and what was read from the documents. */

import { useQuery } from '@apollo/client/react';
import { Hourglass, ShieldCheck, ShieldQuestion, ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type AttemptFragment,
  type FailureCode,
  type KycDecision,
  WhatWasReadDocument,
  type WhatWasReadQuery,
} from '../__generated__/graphql.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Heading } from '../part/heading.tsx';

export interface ResultPanelProps {
  readonly attempt: AttemptFragment;
  /** What can be done next. */
  readonly children: ReactNode;
}

export function ResultPanel({ attempt, children }: ResultPanelProps) {
  const { t } = useLanguage();
  const { title, text, Icon, tone } = wordsOf(attempt.decision, t);
  const { data } = useQuery(WhatWasReadDocument, { variables: { id: attempt.id }, fetchPolicy: 'no-cache' });
  const records = data?.verification?.records ?? [];
  return (
    <section className="panel">
      <div className={`sign is-${tone}`}>
        <Icon aria-hidden="true" size={40} />
      </div>
      <Heading takesFocus>{title}</Heading>
      <p className="panel-text">{text}</p>
      {attempt.decision === 'DECLINED' ? <Reasons records={records} /> : null}
      <Facts records={records} />
      <div className="panel-actions">{children}</div>
    </section>
  );
}

function wordsOf(decision: KycDecision | null, { result }: Messages) {
  switch (decision) {
    case 'ACCEPTED':
      return { title: result.acceptedTitle, text: result.acceptedText, Icon: ShieldCheck, tone: 'good' } as const;
    case 'DECLINED':
      return { title: result.declinedTitle, text: result.declinedText, Icon: ShieldX, tone: 'bad' } as const;
    case 'REVIEW':
      return { title: result.reviewTitle, text: result.reviewText, Icon: Hourglass, tone: 'wait' } as const;
    default:
      // A decision that this app does not know is never a yes.
      return { title: result.undecidedTitle, text: result.undecidedText, Icon: ShieldQuestion, tone: 'wait' } as const;
  }
}

type Records = NonNullable<NonNullable<WhatWasReadQuery['verification']>['records']>;

function Reasons({ records }: { readonly records: Records }) {
  const { t } = useLanguage();
  const codes = new Set(records.flatMap(({ failures }) => failures));
  const reasons = [...codes].map((code) => reasonOf(code, t)).filter((reason) => reason !== null);
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons" aria-label={t.result.because}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function reasonOf(code: FailureCode, { result }: Messages): string | null {
  const reasons: Partial<Record<FailureCode, string>> = result.reasons;
  return reasons[code] ?? null;
}

function Facts({ records }: { readonly records: Records }) {
  const { t, format } = useLanguage();
  const person = records.find((record) => record.person !== null)?.person ?? null;
  const documents = records.flatMap((record) => record.documents);
  if (person === null && documents.length === 0) return null;
  return (
    <dl className="facts" aria-label={t.result.read}>
      {person?.fullName ? <Fact term={t.result.name}>{titleCase(person.fullName)}</Fact> : null}
      {person?.dateOfBirth ? <Fact term={t.result.born}>{format.day(person.dateOfBirth)}</Fact> : null}
      {documents.map((document, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two documents may be alike in everything that is shown.
        <Fact key={index} term={t.document.types[document.type]}>
          {/* Enough to know it again; the whole number is nobody's business who looks over a shoulder. */}
          {document.number ? t.result.endingIn(document.number.slice(-4)) : null}
          {document.expiresOn ? <Validity until={document.expiresOn} /> : null}
        </Fact>
      ))}
    </dl>
  );
}

function Validity({ until }: { readonly until: string }) {
  const { t, format } = useLanguage();
  const isOver = Date.parse(until) < Date.now();
  return (
    <span className={isOver ? 'fact-more is-bad' : 'fact-more'}>
      {isOver ? t.result.expiredOn(format.day(until)) : t.result.validUntil(format.day(until))}
    </span>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** Machine-readable zones know capitals alone. */
function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, (letter) => letter.toUpperCase());
}
