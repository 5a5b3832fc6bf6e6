import { createContext, type ReactNode, use, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './Confirm.module.css';
import { useDialog } from './useDialog';

interface Question {
  title: string;
  text: string;
  /** What pressing the strong button does, in words. */
  yes: string;
  /** Null where there is nothing to decide, only to be read. */
  no?: string | null;
  danger?: boolean;
}

interface Asked extends Question {
  answer: (sure: boolean) => void;
}

const Ask = createContext<((question: Question) => Promise<boolean>) | null>(null);

/** Asks before money may be spent or work is given up. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const ask = use(Ask);
  if (ask === null) throw new Error('A question needs <Confirms> around whoever asks it.');
  return ask;
}

/** Shows what the page below it asks, one question at a time. */
export function Confirms({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ask] = useState(
    () => (question: Question) =>
      new Promise<boolean>(resolve => {
        const answer = (sure: boolean): void => {
          setAsked(null);
          resolve(sure);
        };
        setAsked({ ...question, answer });
      }),
  );
  return (
    <Ask value={ask}>
      {children}
      {asked !== null && <Confirm {...asked} />}
    </Ask>
  );
}

function Confirm({ title, text, yes, no, danger = false, answer }: Asked) {
  const { t } = useTranslation();
  const id = useId();
  // The safe answer, which comes first, has the focus.
  const dialog = useDialog('button');
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={event => {
        event.preventDefault();
        answer(false);
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className={styles.answers}>
        {no !== null && <Button onClick={() => answer(false)}>{no ?? t('confirm.back')}</Button>}
        <Button look={danger ? 'danger' : 'primary'} onClick={() => answer(true)}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
