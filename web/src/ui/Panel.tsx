import { Drawer, Popover } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Panel.module.css';
import { usePhone } from './useMediaQuery';
import { useOpenedFocus } from './useOpenedFocus';

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
  const close = (): void => onOpenChange(false);
  if (phone) {
    return (
      <>
        {button({ onClick: () => onOpenChange(true), 'aria-expanded': open })}
        <Drawer
          open={open}
          placement="bottom"
          closable={false}
          onClose={close}
          aria-label={title}
          className={styles.sheet ?? ''}
          styles={{ body: { padding: 0 }, wrapper: { height: 'auto', maxHeight: '82dvh' } }}
        >
          <SheetBody title={title} onClose={close}>
            {content}
          </SheetBody>
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
      content={
        <PopoverBody title={title} onClose={close}>
          {content}
        </PopoverBody>
      }
      styles={{ container: { padding: 0, borderRadius: 16, border: '1px solid var(--line-strong)' } }}
    >
      {button({ 'aria-expanded': open })}
    </Popover>
  );
}

interface BodyProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

function PopoverBody({ title, onClose, children }: BodyProps) {
  // A pointer has no keyboard that would cover the page: whatever comes first may have the focus.
  const focus = useOpenedFocus('input:checked, input, textarea, button', onClose);
  return (
    <div {...focus} role="dialog" aria-label={title} className={styles.body}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

function SheetBody({ title, onClose, children }: BodyProps) {
  const { t } = useTranslation();
  // Not a text field: its keyboard would cover the sheet that has just been opened.
  const focus = useOpenedFocus('input:checked, button', onClose);
  return (
    <div {...focus} className={styles.body}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <button type="button" onClick={onClose}>
          {t('compose.done')}
        </button>
      </div>
      {children}
    </div>
  );
}
