/** An open link: to scan, to open here, to copy; how long it lasts, and that it is being watched. */
import { Check, Copy, ExternalLink, LoaderCircle } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import { useEffect, useState } from 'react';
import { Link } from 'react-aria-components';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { Notice } from '../part/notice.tsx';

export interface OpenLink {
  readonly url: string;
  readonly expiresAt: string | null;
  readonly verificationId: string;
}

export function LinkPanel({ link, onStartOver }: { readonly link: OpenLink; readonly onStartOver: () => void }) {
  const { t, format } = useLanguage();
  const secondsLeft = useSecondsUntil(link.expiresAt);
  const isOver = secondsLeft !== null && secondsLeft <= 0;
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(new URL(link.url).hostname);
  return (
    <section className="link-panel">
      <div className="page-head">
        <Heading takesFocus>{t.phone.scan}</Heading>
        <p className="lead">{t.phone.secret}</p>
      </div>
      <div className="card link-card">
        <div className="qr">
          <QRCodeSVG value={link.url} size={232} level="M" marginSize={2} title={t.phone.qr} />
          <p className="qr-time">
            {isOver ? t.phone.over : secondsLeft === null ? null : t.phone.validFor(format.countdown(secondsLeft))}
          </p>
        </div>
        <div className="link-side">
          <ol className="stages">
            <li className="is-done">
              <span className="stage-sign" aria-hidden="true">
                <Check size={18} />
              </span>
              {t.phone.steps.made}
            </li>
            <li className="is-now" aria-current="step">
              <span className="stage-sign" aria-hidden="true">
                <LoaderCircle size={20} />
              </span>
              <span role="status">{t.phone.steps.waiting}</span>
            </li>
            <li className="is-later">
              <span className="stage-sign" aria-hidden="true" />
              {t.phone.steps.done}
            </li>
          </ol>
          {isLoopback ? <Notice tone="note">{t.phone.onlyHere}</Notice> : null}
          <div className="link-actions">
            <Link className="button is-plain" href={link.url} target="_blank" rel="noopener noreferrer">
              <ExternalLink aria-hidden="true" size={18} />
              <span>{t.phone.open}</span>
            </Link>
            <CopyButton text={link.url} />
          </div>
          {isOver ? <Button onPress={onStartOver}>{t.result.newLink}</Button> : null}
        </div>
      </div>
    </section>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const { t } = useLanguage();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(setIsCopied, 3_000, false);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      // The browser may not write there; the address can be copied from where it opens.
      () => {},
    );
  return (
    <Button icon={isCopied ? Check : Copy} onPress={copy}>
      {isCopied ? t.phone.copied : t.phone.copy}
    </Button>
  );
}

/** Null where it is not known when. */
function useSecondsUntil(isoTime: string | null): number | null {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return isoTime === null ? null : Math.max(0, Math.round((Date.parse(isoTime) - nowMs) / 1000));
}
