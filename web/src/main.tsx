import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchForErrors } from '@/api/clientErrors';
import { App } from '@/app/App';
import { ErrorBoundary } from '@/app/ErrorBoundary';
import { Providers } from '@/app/Providers';
import { startI18n } from '@/i18n';
import { paintBrowser } from '@/ui/theme';
import '@fontsource-variable/inter/wght.css';
import '@/styles/tokens.css';
import '@/styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

watchForErrors();
paintBrowser();
await startI18n();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <Providers>
        <App />
      </Providers>
    </ErrorBoundary>
  </StrictMode>,
);
