import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { tellClientError } from '@/api/clientErrors';
import { Button } from '@/ui/Button';
import styles from './ErrorBoundary.module.css';

/** A bug in one component must not leave a white page: what was typed and submitted is stored, a reload brings it back. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    tellClientError(error);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className={styles.page}>
        <div role="alert">
          <h1>{i18next.t('app.crashed')}</h1>
          <p>{i18next.t('app.crashedHint')}</p>
        </div>
        <Button look="primary" onClick={() => location.reload()}>
          {i18next.t('app.reload')}
        </Button>
      </main>
    );
  }
}
