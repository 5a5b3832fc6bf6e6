import type { ReactElement, ReactNode } from 'react';
import { Popover } from './Popover';
import { Sheet } from './Sheet';
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
  if (!usePhone()) {
    return (
      <Popover
        title={title}
        open={open}
        onOpenChange={onOpenChange}
        place="above"
        button={button({ 'aria-expanded': open })}
      >
        {content}
      </Popover>
    );
  }
  return (
    <>
      {button({ onClick: () => onOpenChange(true), 'aria-expanded': open })}
      {open && (
        <Sheet title={title} onClose={() => onOpenChange(false)}>
          {content}
        </Sheet>
      )}
    </>
  );
}
