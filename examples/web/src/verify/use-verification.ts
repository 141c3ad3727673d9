/** What the verify page shows, and how it gets from one state to the next. */
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import type { AttemptFragment } from '../__generated__/graphql.ts';
import { type NextStep, nextStep } from '../gateway/next-step.ts';
import { type Problem, toProblem } from '../gateway/problem.ts';
import type { Draft, PhotoPath } from './draft.ts';
import { runVerification, type VerificationProgress } from './run-verification.ts';

/** Stored with the attempt: the text that the person has agreed to. Change it whenever the text changes. */
const consentVersion = 'web-example-1';

export interface Retake {
  readonly problem: Extract<Problem, { kind: 'failure' }>;
  readonly photos: readonly PhotoPath[];
  /** The key that failed; the draft has another one as soon as a photo has changed. */
  readonly key: string;
}

export type VerificationView =
  | { readonly is: 'choosing'; readonly retake: Retake | null }
  | { readonly is: 'running'; readonly progress: VerificationProgress }
  | { readonly is: 'halted'; readonly problem: Problem; readonly step: NextStep }
  | { readonly is: 'decided'; readonly attempt: AttemptFragment };

export function useVerification(onAdd: (step: Extract<NextStep, { do: 'retake' }>) => void) {
  const client = useApolloClient();
  const [view, setView] = useState<VerificationView>({ is: 'choosing', retake: null });
  const running = useRef<AbortController | null>(null);

  const run = useCallback(
    async (draft: Draft) => {
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      const show = (next: VerificationView) => signal.aborted || setView(next);
      show({ is: 'running', progress: { stage: 'sending', sentBytes: 0, totalBytes: 0 } });
      try {
        const onProgress = (progress: VerificationProgress) => show({ is: 'running', progress });
        const outcome = await runVerification({ client, draft, consentVersion, onProgress, signal });
        if (outcome.kind === 'decided') return show({ is: 'decided', attempt: outcome.attempt });
        const { failure } = outcome;
        const step = nextStep(
          failure,
          draft.documents.map(({ type }) => type),
        );
        if (step.do !== 'retake') return show({ is: 'halted', problem: outcome, step });
        show({ is: 'choosing', retake: { problem: outcome, photos: step.photos, key: draft.key } });
        onAdd(step);
      } catch (error) {
        const problem = toProblem(error);
        if (problem === null) return;
        // A lost answer is asked for again under the same key: if there is one, it is stored.
        show({ is: 'halted', problem, step: problem.kind === 'lost' ? { do: 'again' } : { do: 'stop' } });
      }
    },
    [client, onAdd],
  );

  return {
    view,
    run,
    /** Back to the photos, as they are and with their key. What has reached the gateway goes on there. */
    backToPhotos: useCallback(() => {
      running.current?.abort();
      setView({ is: 'choosing', retake: null });
    }, []),
  };
}
