/** Something that the person should read now. Said aloud by screen readers when it appears. */
import { CircleAlert, Clock, Info } from 'lucide-react';
import type { ReactNode } from 'react';

const icons = { bad: CircleAlert, wait: Clock, note: Info };

export interface NoticeProps {
  readonly tone: 'bad' | 'wait' | 'note';
  readonly title?: string;
  readonly children: ReactNode;
}

export function Notice({ tone, title, children }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={`notice is-${tone}`} role={tone === 'note' ? undefined : 'alert'}>
      <Icon aria-hidden="true" size={20} />
      <div>
        {title === undefined ? null : <strong>{title}</strong>}
        <p>{children}</p>
      </div>
    </div>
  );
}
