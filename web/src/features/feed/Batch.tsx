import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Batch.module.css';

interface Props {
  prompt: string;
  meta: ReactNode;
  actions: ReactNode;
  children: ReactNode;
}

/** The frame of one submit: its words, its facts, what can be done with it, and what came of it. */
export function Batch({ prompt, meta, actions, children }: Props) {
  return (
    <article className={styles.batch} aria-label={prompt}>
      <div className={styles.main}>
        <Prompt text={prompt} />
        <div className={styles.meta}>{meta}</div>
      </div>
      <div className={styles.actions}>{actions}</div>
      <div className={styles.body}>{children}</div>
    </article>
  );
}

/** Two lines, and a button for the rest only where there is a rest. */
function Prompt({ text }: { text: string }) {
  const { t } = useTranslation();
  const node = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const paragraph = node.current;
    if (paragraph === null || open) return;
    const measure = (): void => setCut(paragraph.scrollHeight > paragraph.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(paragraph);
    return () => observer.disconnect();
  }, [text, open]);
  return (
    <div className={styles.words}>
      <p ref={node} className={open ? styles.whole : styles.prompt}>
        {text}
      </p>
      {(cut || open) && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('feed.collapse') : t('feed.expand')}
        </button>
      )}
    </div>
  );
}
