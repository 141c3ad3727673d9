/** The kinds of settings there are: each reads a text of the environment, or says what to write instead. None repeats a secret. */
import proxyAddr from 'proxy-addr';
import { z } from 'zod';
import { Secret } from '#domain/secret.ts';

type Refine = { addIssue(issue: { code: 'custom'; message: string }): void };
const refuse = (context: Refine, message: string) => {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
};

/** An unset or empty variable is the default; anything else has to be right. */
export function setting<Value, Otherwise>(otherwise: Otherwise, parse: (text: string, context: Refine) => Value) {
  return z
    .string()
    .optional()
    .transform((text, context): Value | Otherwise => {
      const trimmed = text?.trim() ?? '';
      return trimmed === '' ? otherwise : parse(trimmed, context);
    });
}

/** A whole number within bounds. */
export const whole = <Otherwise>(min: number, max: number, otherwise: Otherwise) =>
  setting(otherwise, (text, context) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    return refuse(context, `write a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  });

/** A number from 0 to 1. */
export const fraction = (otherwise: number) =>
  setting(otherwise, (text, context) => {
    const value = /^[\d.]+$/.test(text) ? Number(text) : Number.NaN;
    return value >= 0 && value <= 1
      ? value
      : refuse(context, `write a number from 0 to 1, not ${JSON.stringify(text)}`);
  });

const byteFactors: Readonly<Record<string, number>> = { '': 1, kb: 1_000, mb: 1_000_000, gb: 1_000_000_000 };
/** A number of bytes, or a size such as `10MB`. */
export const bytes = (otherwise: number) =>
  setting(otherwise, (text, context) => {
    const [, digits = '', unit = ''] = /^(\d+)\s*([a-z]*)$/i.exec(text) ?? [];
    const factor = byteFactors[unit.toLowerCase()];
    const value = digits === '' || factor === undefined ? 0 : Number(digits) * factor;
    return value > 0 ? value : refuse(context, `write bytes, or a size such as 10MB, not ${JSON.stringify(text)}`);
  });

/** One of a few words. */
export const oneOf = <const Value extends string, const Otherwise extends string | null>(
  values: readonly Value[],
  otherwise: Otherwise,
) =>
  setting(otherwise, (text, context) => {
    const value = values.find((candidate) => candidate === text);
    return value ?? refuse(context, `write one of ${values.join(', ')}, not ${JSON.stringify(text)}`);
  });

/** Any text; null when unset. */
export const text = setting(null, (value) => value);
/** A text that is never printed; null when unset. */
export const secret = setting(null, (value) => new Secret(value));

/** A secret that stands in the path of a URL, as it is. */
export const pathSecret = setting(null, (value, context) =>
  /^[\w.~-]+$/.test(value)
    ? new Secret(value)
    : refuse(context, 'write letters, digits and any of -._~ alone, because it becomes part of an address'),
);

/** A list of which each item has to be right. `what` says what to write. */
export const listOf = (what: string, isRight: (item: string) => boolean) =>
  setting<readonly string[], readonly string[]>([], (value, context) => {
    const items = value.split(',').map((item) => item.trim());
    const wrong = items.find((item) => !isRight(item));
    return wrong === undefined ? items : refuse(context, `write ${what}, not ${JSON.stringify(wrong)}`);
  });

/** An address, a range, or one of the library’s names for ranges. */
export const isProxy = (item: string) => {
  try {
    return typeof proxyAddr.compile(item) === 'function';
  } catch {
    return false;
  }
};
/** `*` and `null` are none: the first lets in every page there is, the second every sandboxed one. */
export const isOrigin = (item: string) =>
  /^https?:$/.test(URL.parse(item)?.protocol ?? '') && URL.parse(item)?.origin === item;
/** A host name, perhaps with a port, and nothing of a URL around it. */
export const isHost = (item: string) => URL.parse(`https://${item}`)?.host === item.toLowerCase();

/** True for names and addresses of this machine alone. */
export const isLoopback = (hostname: string) => /^(localhost|127(\.\d+){3}|\[::1\]|::1)$/.test(hostname);

/** An address may hold a password, and one that is no address may too. */
const quote = (url: string) => JSON.stringify(url.replace(/^(\w+:\/\/)?.*@/s, '$1[secret]@'));

/** https, or http on loopback: Faceki refuses plain HTTP and a token must never cross a network in clear (faceki-api.md section 1.2). */
export const secureUrl = (otherwise: string | null) =>
  setting(otherwise, (value, context) => {
    const url = URL.parse(value);
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return value;
    return refuse(context, `write an https:// URL (http:// is for loopback alone), not ${quote(value)}`);
  });

/** Where clients reach the gateway; a path is where a proxy has mounted it. */
export const publicUrl = setting(null, (value, context) => {
  const url = URL.parse(value);
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return value;
  return refuse(context, `write an address like https://kyc.example.com, not ${quote(value)}`);
});

/** Where the ledger is. Not repeated: it holds a password as a rule. */
export const ledgerUrl = setting(null, (value, context) => {
  const isUrl = /^sqlite:./.test(value) || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value));
  if (isUrl) return value;
  const message =
    'write sqlite:./data/gateway.db, or postgres://user:password@host:5432/database with special characters percent-encoded';
  return refuse(context, message);
});

/** Spans hold no secrets, and collectors often stand beside the process, in clear. */
export const collectorUrl = setting(null, (value, context) =>
  /^https?:$/.test(URL.parse(value)?.protocol ?? '')
    ? value
    : refuse(context, `write the collector's address, like http://127.0.0.1:4318, not ${quote(value)}`),
);
