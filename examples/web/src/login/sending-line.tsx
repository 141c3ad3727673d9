/** One line of progress: bytes on their way, then what happens to them. */
import { ProgressBar } from 'react-aria-components';
import type { UploadProgress } from '../gateway/upload-fetch.ts';
import { useLanguage } from '../language/language.tsx';

export interface SendingLineProps {
  readonly progress: UploadProgress | null;
  /** Said once all bytes have left. */
  readonly then: string;
}

export function SendingLine({ progress, then }: SendingLineProps) {
  const { t, format } = useLanguage();
  const isSent = progress !== null && progress.sentBytes >= progress.totalBytes;
  const text =
    progress === null || isSent
      ? then
      : t.progress.sent(format.bytes(progress.sentBytes), format.bytes(progress.totalBytes));
  return (
    <ProgressBar
      className="bar"
      aria-label={isSent ? then : t.progress.sending}
      value={progress?.sentBytes ?? 0}
      maxValue={progress?.totalBytes ?? 1}
      valueLabel={text}
    >
      {({ percentage }) => (
        <>
          <span className="bar-track">
            <span className="bar-fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
          </span>
          <span className="bar-text" role="status">
            {text}
          </span>
        </>
      )}
    </ProgressBar>
  );
}
