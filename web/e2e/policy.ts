import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, expect } from '@playwright/test';

const EDGE = (file: string): string => fileURLToPath(new URL(`../../gateway/ImageGen.Edge/${file}`, import.meta.url));
const MIDDLEWARE = EDGE('SecurityHeadersMiddleware.cs');

/** What the gateway lets a page do, by its own source: the fake server says the same. */
export const CONTENT_SECURITY_POLICY = readPolicy();

function readPolicy(): string {
  const policy = /ContentSecurityPolicy =\s+"([^"]+)"/.exec(readFileSync(MIDDLEWARE, 'utf8'))?.[1];
  if (policy === undefined) throw new Error(`There is no policy in ${MIDDLEWARE}`);
  return policy;
}

const PAGES = readPages();

/** Whether the gateway serves the page at an address, by its own source: what it does not know is nothing. */
export const isPage = (path: string): boolean =>
  path === '/' || PAGES.some(page => path === page || path.startsWith(`${page}/`));

function readPages(): string[] {
  const file = EDGE('WebAppExtensions.cs');
  const list = /Pages = \[([^\]]+)\]/.exec(readFileSync(file, 'utf8'))?.[1];
  if (list === undefined) throw new Error(`There are no pages in ${file}`);
  return [...list.matchAll(/"([^"]+)"/g)].map(([, page = '']) => page);
}

/** Notes what the policy blocks on any page of it; the function returned fails where there was anything. */
export async function watchPolicy(context: BrowserContext): Promise<() => void> {
  const blocked: string[] = [];
  await context.exposeFunction('blockedByPolicy', (what: string) => void blocked.push(what));
  await context.addInitScript(() => {
    const { blockedByPolicy } = window as unknown as { blockedByPolicy: (what: string) => Promise<void> };
    document.addEventListener('securitypolicyviolation', event => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      // Playwright reads previews for its trace; the page itself fetches none.
      if (effectiveDirective === 'connect-src' && blockedURI === 'blob') return;
      void blockedByPolicy(`${effectiveDirective}: ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
  return () => expect(blocked, 'blocked by the Content-Security-Policy').toEqual([]);
}
