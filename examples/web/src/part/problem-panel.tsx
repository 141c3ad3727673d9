/** A failure that no other photo helps against: what it is, and whether and when the same can be tried again. */
import { CircleAlert, Clock, RotateCcw, ShieldCheck, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { NextStep } from '../gateway/next-step.ts';
import type { Problem } from '../gateway/problem.ts';
import { useAdvice } from '../gateway/use-advice.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Button } from './button.tsx';
import { Heading } from './heading.tsx';

export interface ProblemPanelProps {
  readonly problem: Problem;
  readonly step: NextStep;
  readonly onAgain: () => void;
  readonly onBack: () => void;
  readonly backLabel: string;
}

export function ProblemPanel({ problem, step, onAgain, onBack, backLabel }: ProblemPanelProps) {
  const { t, format } = useLanguage();
  const left = useCountdown(step.do === 'wait' ? step.seconds : 0);
  const advice = useAdvice(problem.kind === 'failure' ? problem.failure : null);
  const { title, text, Icon, tone } = wordsOf(problem, step, t);
  return (
    <section className="panel">
      <div className={`sign is-${tone}`}>
        <Icon aria-hidden="true" size={34} />
      </div>
      <Heading takesFocus>{title}</Heading>
      <p className="panel-text" role="alert">
        {advice ?? text}
      </p>
      {left > 0 ? (
        <p className="countdown" role="timer">
          {t.failure.againIn(format.countdown(left))}
        </p>
      ) : null}
      <div className="panel-actions">
        {step.do === 'again' || step.do === 'wait' ? (
          <Button look="primary" icon={RotateCcw} isDisabled={left > 0} onPress={onAgain}>
            {t.failure.again}
          </Button>
        ) : null}
        <Button onPress={onBack}>{backLabel}</Button>
      </div>
      {problem.kind === 'failure' ? <p className="panel-code">{t.failure.code(problem.failure.code)}</p> : null}
    </section>
  );
}

function wordsOf(problem: Problem, step: NextStep, t: Messages) {
  if (problem.kind === 'lost')
    return { title: t.failure.lostTitle, text: t.failure.lostAdvice, Icon: WifiOff, tone: 'wait' } as const;
  if (problem.kind === 'fault') {
    const text = problem.isSignedOut ? t.failure.signedOut : t.failure.unexpected;
    return { title: t.failure.stopTitle, text, Icon: CircleAlert, tone: 'bad' } as const;
  }
  const { code, advice: text } = problem.failure;
  if (code === 'ALREADY_VERIFIED')
    return { title: t.failure.alreadyTitle, text, Icon: ShieldCheck, tone: 'good' } as const;
  if (step.do === 'wait') return { title: t.failure.waitTitle, text, Icon: Clock, tone: 'wait' } as const;
  if (step.do === 'again') return { title: t.failure.againTitle, text, Icon: RotateCcw, tone: 'wait' } as const;
  return { title: t.failure.stopTitle, text, Icon: CircleAlert, tone: 'bad' } as const;
}

/** Seconds left, by the clock: timers of hidden pages run late. */
function useCountdown(seconds: number): number {
  const [endMs] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((endMs - Date.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [endMs]);
  return left;
}
