import * as Radix from '@radix-ui/react-dropdown-menu';
import { type ReactElement, useRef, useState } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Menu.module.css';

export interface MenuItem {
  key: string;
  label: string;
  icon?: IconName;
  danger?: boolean;
  onSelect: () => void;
}

interface Props {
  items: readonly MenuItem[];
  align: 'start' | 'end';
  /** Opens and closes it. */
  children: ReactElement;
}

/** Actions above one button. */
export function Menu({ items, align, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={setOpen} modal={false}>
      <Radix.Trigger
        asChild
        ref={button}
        // Opens by a click, not as soon as it is pressed: that may be the beginning of a drag, or of scrolling.
        onPointerDown={event => event.preventDefault()}
        onClick={() => setOpen(!open)}
      >
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.menu}
          side="top"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={event => {
            // The click on the button closes it.
            if (button.current?.contains(event.target as Node)) event.preventDefault();
          }}
        >
          {items.map(({ key, label, icon, danger = false, onSelect }) => (
            <Radix.Item key={key} className={styles.item} data-danger={danger} onSelect={onSelect}>
              {icon !== undefined && <Icon name={icon} small />}
              {label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
