import * as Radix from '@radix-ui/react-popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './Popover.module.css';

interface Props {
  title: string;
  /** Without the two, it opens and closes by itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Above the button and flush with its left edge, or in the middle below it; the other way round where there is no room. */
  place: 'above' | 'below';
  /** Opens and closes it. */
  button: ReactElement;
  children: ReactNode;
}

/** What belongs to one button, over the page: the rest of the page stays in use. */
export function Popover({ title, open, onOpenChange, place, button, children }: Props) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Radix.Trigger asChild>{button}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.popover}
          aria-label={title}
          side={place === 'above' ? 'top' : 'bottom'}
          align={place === 'above' ? 'start' : 'center'}
          sideOffset={8}
          collisionPadding={8}
          onOpenAutoFocus={event => {
            event.preventDefault();
            const box = event.currentTarget as HTMLElement;
            // What is chosen, where something is. The focus must not scroll the page.
            const first =
              box.querySelector<HTMLElement>('input:checked') ?? box.querySelector<HTMLElement>(FIRST) ?? box;
            first.focus({ preventScroll: true });
          }}
        >
          <h2>{title}</h2>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const FIRST = 'input, textarea, button';
