/** The advice of a failure in the person's language, also when that changes after the failure: the gateway words it on each reading. */
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { AttemptByIdDocument, type FailureFragment } from '../__generated__/graphql.ts';
import { type LanguageCode, useLanguage } from '../language/language.tsx';

interface Worded {
  readonly failure: FailureFragment;
  readonly language: LanguageCode;
  readonly advice: string;
}

/** Null without a failure. Failures that left no attempt behind keep the words that they came with. */
export function useAdvice(failure: FailureFragment | null): string | null {
  const client = useApolloClient();
  const { code: language } = useLanguage();
  const [worded, setWorded] = useState<Worded | null>(null);
  const isNew = failure !== null && worded?.failure !== failure;
  if (isNew) setWorded({ failure, language, advice: failure.advice });

  useEffect(() => {
    if (worded === null || worded.language === language) return;
    const { failure: of } = worded;
    const id = 'attempt' in of ? of.attempt?.id : undefined;
    if (id === undefined) return;
    let isWanted = true;
    client.query({ query: AttemptByIdDocument, variables: { id } }).then(
      ({ data }) => {
        const advice = data?.verification?.failure?.advice;
        if (isWanted && advice !== undefined) setWorded({ failure: of, language, advice });
      },
      // The words in the other language are better than none.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [client, language, worded]);

  if (failure === null) return null;
  return worded?.failure === failure ? worded.advice : failure.advice;
}
