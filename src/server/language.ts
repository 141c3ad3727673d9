/** Picks the language of `advice` from Accept-Language (RFC 9110 section 12.5.4). */
import Negotiator from 'negotiator';
import { type Language, languages } from '#domain/advice.ts';

/** The best of our languages for the header; English when there is none, or none of ours in it. */
export function readLanguage(acceptLanguage: string | null): Language {
  if (acceptLanguage === null) return 'en';
  const [best] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages([...languages]);
  return languages.find((language) => language === best) ?? 'en';
}
