import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { Icon } from './Icon';
import styles from './Toasts.module.css';

/** Long enough to read two lines; milliseconds. */
const SHOWN = 8_000;

const Tell = createContext<((text: string) => void) | null>(null);

/** Says why something did not work, where nothing beside it has room for that. */
export function useToast(): (text: string) => void {
  const tell = use(Tell);
  if (tell === null) throw new Error('A toast needs <Toasts> around whoever shows it.');
  return tell;
}

/** Shows the last of them, which goes by itself. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string } | null>(null);
  const [tell] = useState(() => (text: string) => setToast({ text }));
  useEffect(() => {
    if (toast === null) return;
    const timer = setTimeout(() => setToast(null), SHOWN);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <Tell value={tell}>
      {children}
      <div className={styles.toasts}>
        {toast !== null && (
          <p role="alert">
            <Icon name="warn" />
            {toast.text}
          </p>
        )}
      </div>
    </Tell>
  );
}
