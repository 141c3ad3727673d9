/** The app's buttons: react-aria's, with our looks and an icon. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  readonly look?: 'primary' | 'tinted' | 'plain' | 'quiet';
  readonly icon?: LucideIcon;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', icon: Icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button is-${look}`}>
      {Icon === undefined ? null : <Icon aria-hidden="true" size={18} />}
      <span>{children}</span>
    </AriaButton>
  );
}

/** A button of an icon alone; `label` says what it does. */
export function IconButton({
  icon: Icon,
  label,
  ...props
}: Omit<ButtonProps, 'look' | 'children'> & { readonly icon: LucideIcon; readonly label: string }) {
  return (
    <AriaButton {...props} aria-label={label} className="icon-button">
      <Icon aria-hidden="true" size={18} />
    </AriaButton>
  );
}
