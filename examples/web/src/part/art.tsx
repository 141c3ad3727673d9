/** Line drawings of what belongs into an empty frame. Decoration: the words beside them say the same. */
import type { SentDocumentType } from '../verify/draft.ts';

export function SelfieArt() {
  return (
    <svg className="art" viewBox="0 0 120 150" aria-hidden="true" focusable="false">
      <ellipse className="art-guide" cx="60" cy="66" rx="36" ry="46" />
      <path d="M60 92a24 30 0 1 0 0-60 24 30 0 0 0 0 60z" />
      <path d="M20 150c2-24 18-38 40-38s38 14 40 38" />
    </svg>
  );
}

export function DocumentArt({ type, side }: { readonly type: SentDocumentType; readonly side: 'front' | 'back' }) {
  if (type === 'PASSPORT') return <PassportArt />;
  return side === 'front' ? <CardFrontArt isLicence={type === 'DRIVING_LICENCE'} /> : <CardBackArt />;
}

function CardFrontArt({ isLicence }: { readonly isLicence: boolean }) {
  return (
    <svg className="art" viewBox="0 0 160 104" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="156" height="100" rx="9" />
      <rect x="15" y="30" width="40" height="52" rx="4" />
      <path d="M35 55a8 9 0 1 0 0-18 8 9 0 0 0 0 18zM20 78c2-11 7-16 15-16s13 5 15 16" />
      <path d="M15 17h60" />
      <path className="art-faint" d="M68 38h72M68 52h52M68 66h62" />
      {isLicence ? <path d="M112 88l4-9h20l4 9M108 88h36" /> : <path className="art-faint" d="M68 80h34" />}
    </svg>
  );
}

function CardBackArt() {
  return (
    <svg className="art" viewBox="0 0 160 104" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="156" height="100" rx="9" />
      <path className="art-band" d="M2 20h156v16H2z" />
      <path className="art-faint" d="M16 52h60M16 64h40" />
      <rect x="112" y="48" width="30" height="22" rx="3" />
      <path className="art-letters" d="M16 82h128M16 91h128" />
    </svg>
  );
}

function PassportArt() {
  return (
    <svg className="art" viewBox="0 0 160 104" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="156" height="100" rx="6" />
      <rect x="15" y="16" width="40" height="50" rx="4" />
      <path d="M35 40a8 9 0 1 0 0-18 8 9 0 0 0 0 18zM20 63c2-11 7-16 15-16s13 5 15 16" />
      <path d="M68 20h40" />
      <path className="art-faint" d="M68 34h74M68 46h56M68 58h66" />
      <path className="art-letters" d="M14 82h132M14 91h132" />
    </svg>
  );
}
