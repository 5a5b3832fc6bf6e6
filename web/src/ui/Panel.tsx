import { Drawer, Popover } from 'antd';
import { type ReactElement, type ReactNode, useRef } from 'react';
import styles from './Panel.module.css';
import { usePhone } from './useMediaQuery';

interface Props {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it; it takes the given properties. */
  button: (props: { onClick?: () => void; 'aria-expanded': boolean }) => ReactElement;
  content: ReactNode;
}

/** Choices that belong to one button: a popover above it, on a phone a sheet from below. */
export function Panel({ title, open, onOpenChange, button, content }: Props) {
  const phone = usePhone();
  const body = (
    <Body title={title} onClose={() => onOpenChange(false)}>
      {content}
    </Body>
  );
  if (phone) {
    return (
      <>
        {button({ onClick: () => onOpenChange(true), 'aria-expanded': open })}
        <Drawer
          open={open}
          placement="bottom"
          closable={false}
          onClose={() => onOpenChange(false)}
          className={styles.sheet ?? ''}
          styles={{ body: { padding: 0 }, wrapper: { height: 'auto', maxHeight: '82dvh' } }}
        >
          {body}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      trigger="click"
      placement="topLeft"
      arrow={false}
      destroyOnHidden
      content={body}
      styles={{ container: { padding: 0, borderRadius: 16, border: '1px solid var(--line-strong)' } }}
    >
      {button({ 'aria-expanded': open })}
    </Popover>
  );
}

function Body({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const opener = useRef<Element | null>(null);
  const enter = (node: HTMLDivElement | null): void => {
    if (node === null || opener.current !== null) return;
    opener.current = document.activeElement;
    // After the popover has been placed: focus would scroll to where it is not yet.
    requestAnimationFrame(() =>
      node.querySelector<HTMLElement>('input:checked, input, textarea, button')?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    // The keys belong to the controls inside; this only hears Escape on its way up.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={enter} role="dialog" aria-label={title} className={styles.body} onKeyDown={onKeyDown}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}
