/** The person's language: texts, direction, numbers and dates. Remembered in this browser; nothing else of the app is. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { ar } from './ar.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';

export type LanguageCode = 'en' | 'ar';

const languages = {
  en: { texts: en, locale: 'en-GB', direction: 'ltr', other: 'ar' },
  // The Gregorian calendar and the digits that documents there show beside the Arabic ones.
  ar: { texts: ar, locale: 'ar-AE', direction: 'rtl', other: 'en' },
} as const satisfies Record<
  LanguageCode,
  { texts: Messages; locale: string; direction: 'ltr' | 'rtl'; other: LanguageCode }
>;

export interface Language {
  readonly code: LanguageCode;
  readonly other: LanguageCode;
  readonly t: Messages;
  readonly format: Formats;
  readonly change: (code: LanguageCode) => void;
}

export interface Formats {
  readonly bytes: (count: number) => string;
  /** A calendar day, `2031-05-17`. */
  readonly day: (isoDate: string) => string;
  /** The hour and minute of a moment. */
  readonly time: (isoTime: string) => string;
  readonly dayAndTime: (isoTime: string) => string;
  /** `0:42` */
  readonly countdown: (seconds: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly number: (value: number) => string;
}

const LanguageContext = createContext<Language | null>(null);
const storageKey = 'identity-check.language';

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [code, setCode] = useState(readLanguage);
  const { texts, locale, direction, other } = languages[code];

  useEffect(() => {
    document.documentElement.lang = code;
    document.documentElement.dir = direction;
  }, [code, direction]);

  const language = useMemo<Language>(
    () => ({
      code,
      other,
      t: texts,
      format: createFormats(locale),
      change(next) {
        setCode(next);
        try {
          localStorage.setItem(storageKey, next);
        } catch {
          // Storage may be off; then the choice lasts as long as the page.
        }
      },
    }),
    [code, other, texts, locale],
  );
  return (
    <LanguageContext value={language}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('useLanguage needs a LanguageProvider around it.');
  return language;
}

function readLanguage(): LanguageCode {
  try {
    const stored = localStorage.getItem(storageKey);
    if (stored === 'en' || stored === 'ar') return stored;
  } catch {
    // As above.
  }
  return navigator.languages.find((each) => /^(en|ar)\b/.test(each))?.startsWith('ar') ? 'ar' : 'en';
}

function createFormats(locale: string): Formats {
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 });
  const [kilobytes, megabytes] = [unit('kilobyte'), unit('megabyte')];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = new Intl.NumberFormat(locale);
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return {
    bytes: (count) => (count < 100_000 ? kilobytes.format(Math.ceil(count / 1000)) : megabytes.format(count / 1e6)),
    day: (isoDate) => day.format(new Date(isoDate)),
    time: (isoTime) => time.format(new Date(isoTime)),
    dayAndTime: (isoTime) => dayAndTime.format(new Date(isoTime)),
    countdown: (seconds) => `${number.format(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`,
    list: (items) => list.format(items),
    number: (value) => number.format(value),
  };
}
