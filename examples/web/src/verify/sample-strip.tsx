/** With the sandbox alone: a whole person with one press. */
import { Sparkles } from 'lucide-react';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { fetchSample, useSamples } from '../photo/samples.ts';
import { type Draft, emptyDraft } from './draft.ts';

export function SampleStrip({ onDraft }: { readonly onDraft: (change: () => Draft) => void }) {
  const { t } = useLanguage();
  const samples = useSamples();
  if (samples.length === 0) return null;

  async function fill(person: string) {
    const named = (part: string) => samples.find(({ name }) => name.startsWith(`${person}-${part}.`));
    const wanted = [named('selfie'), named('id-card-front'), named('id-card-back')].filter(
      (each) => each !== undefined,
    );
    const [selfie = null, front = null, back = null] = await Promise.all(wanted.map(fetchSample));
    onDraft(() => ({ ...emptyDraft(), selfie, documents: [{ id: 0, type: 'ID_CARD', front, back }] }));
  }

  return (
    <aside className="try" aria-label={t.sandbox}>
      <Sparkles aria-hidden="true" size={20} />
      <p>
        <strong>{t.verify.tryTitle}.</strong> {t.verify.tryText}
      </p>
      <div className="try-actions">
        <Button onPress={() => fill('alex')}>{t.verify.fillWith('Alex')}</Button>
        <Button onPress={() => fill('mariam')}>{t.verify.fillWith('Mariam')}</Button>
      </div>
    </aside>
  );
}
